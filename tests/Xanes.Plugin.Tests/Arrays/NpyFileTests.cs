using NumSharp;
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
    public void A_table_is_read_as_NumSharp_reads_it(string model)
    {
        var path = Path.Combine(Path.GetDirectoryName(PluginManifest.FindFrom(AppContext.BaseDirectory))!, "models", model, "residuals.npy");

        var (ours, theirs) = (NpyFile.Read<float>(path), (NDArray)np.load(path));

        Assert.That(ours.Shape, Is.EqualTo(theirs.shape.Select(length => (int)length)));
        Assert.That(ours.Values, Is.EqualTo(theirs.ToArray<float>()));
    }

    [Test]
    public void What_is_written_of_every_type_and_number_of_axes_has_the_bytes_that_NumSharp_writes()
    {
        Check<float>([1, 2, 3], 3);
        Check<double>([.. Enumerable.Range(0, 24)], 2, 3, 4);
        Check<int>([7], 1, 1);
        Check<long>([], 0, 137);
        Check<short>([1, -2], 2, 1);
        Check<byte>([.. Enumerable.Range(0, 120).Select(value => (byte)value)], 120);

        static void Check<T>(T[] values, params int[] shape)
            where T : unmanaged
        {
            using var ours = new MemoryStream();
            using var theirs = new MemoryStream();
            NpyWriter.Write<T>(ours, values, shape);
            np.save(theirs, np.array(values).reshape(shape));
            Assert.That(ours.ToArray(), Is.EqualTo(theirs.ToArray()), typeof(T).Name);
        }
    }

    [Test]
    public void An_array_of_three_axes_in_the_order_of_Fortran_is_read_row_by_row()
    {
        using var folder = new TemporaryFolder();
        var header = "{'descr': '<i4', 'fortran_order': True, 'shape': (2, 3, 2), }\n";
        int[] byColumns = [0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121];
        File.WriteAllBytes(
            folder["x.npy"],
            [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. byColumns.SelectMany(BitConverter.GetBytes)]);

        var array = NpyFile.Read<long>(folder["x.npy"]);

        Assert.That(array.Shape, Is.EqualTo(new[] { 2, 3, 2 }));
        Assert.That(array.Values, Is.EqualTo(new long[] { 0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121 }));
    }
}
