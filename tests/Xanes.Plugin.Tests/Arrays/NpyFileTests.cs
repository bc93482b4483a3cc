using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Arrays;

namespace Xanes.Plugin.Tests.Arrays;

public sealed class NpyFileTests
{
    private static readonly double[] Written = [0.5, -1.25, 3.0, 1e-3, 2.0, 1e6];

    [TestCase("float64.npy")]
    [TestCase("fortran.npy")]
    [TestCase("big-endian.npy")]
    public void What_NumPy_wrote_is_read_row_by_row_whatever_its_memory_order(string name)
    {
        var array = NpyFile.Read<double>(TestFiles.Data($"npy/{name}"));

        Assert.That(array.Shape, Is.EqualTo(new[] { 2, 3 }));
        Assert.That(array.Values, Is.EqualTo(Written));
    }

    [Test]
    public void Single_precision_and_integers_are_converted_to_the_wanted_type()
    {
        Assert.That(NpyFile.Read<double>(TestFiles.Data("npy/float32.npy")).Values, Is.EqualTo(Written.Select(value => (double)(float)value)));
        Assert.That(NpyFile.Read<float>(TestFiles.Data("npy/int64.npy")).Values, Is.EqualTo(new[] { 3.0f, -4.0f, 5.0f }));
    }

    [TestCase("truncated.npy")]
    [TestCase("not-npy.npy")]
    [TestCase("text.npy")]
    [TestCase("no-such-file.npy")]
    public void A_file_that_holds_no_numbers_is_refused_by_name(string name)
    {
        var path = TestFiles.Data($"npy/{name}");

        var fault = Assert.Throws<InvalidInputException>(() => NpyFile.Read<float>(path));

        Assert.That(fault!.Message, Does.StartWith(path).And.Not.Contains("\n"));
    }

    [TestCase("(40000, 40000)")]
    [TestCase("(1000000000000, 1000000000000, 1000000000000)")]
    [TestCase("(2, 4)")]
    public void A_file_that_promises_more_values_than_it_holds_is_refused_before_memory_is_taken(string shape)
    {
        using var folder = new TemporaryFolder();
        var header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}\n";
        File.WriteAllBytes(folder["x.npy"], [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. new byte[48]]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => NpyFile.Read<double>(folder["x.npy"]), Throws.TypeOf<InvalidInputException>().With.Message.Contains("but 48 are there"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000_000));
    }

    [Test]
    public void The_header_of_a_written_file_is_what_NumPy_writes()
    {
        using var folder = new TemporaryFolder();

        NpyFile.Write(folder["x.npy"], Written.Select(value => (float)value).ToArray(), 2, 3);

        Assert.That(File.ReadAllBytes(folder["x.npy"]), Is.EqualTo(File.ReadAllBytes(TestFiles.Data("npy/float32.npy"))));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    [TestCase("ag-k-fast")]
    [TestCase("ag-k-accurate")]
    public void A_table_read_without_NumSharp_is_the_one_read_with_it(string model)
    {
        var path = Path.Combine(Path.GetDirectoryName(PluginManifest.FindFrom(AppContext.BaseDirectory))!, "models", model, "residuals.npy");

        var (ours, theirs) = (NpyFloats.Read(path), NpyFile.Read<float>(path));

        Assert.That(ours.Shape, Is.EqualTo(theirs.Shape));
        Assert.That(ours.Values, Is.EqualTo(theirs.Values));
    }
}
