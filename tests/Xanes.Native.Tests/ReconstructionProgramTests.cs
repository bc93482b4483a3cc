using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Native.Tests.Support;
using Xanes.Plugin;
using Xanes.Plugin.Tests;

namespace Xanes.Native.Tests;

public sealed class ReconstructionProgramTests
{
    private string _folder = "";
    private byte[] _managed = [];

    [OneTimeSetUp]
    public void MakeSites()
    {
        _folder = Directory.CreateTempSubdirectory("xanes-reconstruct-").FullName;
        var random = new Random(20261124);
        AtomicStructure[] structures = [.. Enumerable.Range(0, 24).Select(i => RandomStructures.Isolated(random, 2 + (i % 6)))];
        SitesFile.Write(Path.Combine(_folder, "sites.bin"), structures, [.. structures.Select((_, index) => (index, 0))]);
        _managed = Reconstruct(structures);
    }

    [OneTimeTearDown]
    public void RemoveSites() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_C_program_finds_the_same_bits_as_CSharp([Values(1, 2)] int threads) =>
        Assert.That(await Output(NativeLibraryBuild.Program("reconstruct"), NativeLibraryBuild.Library, threads), Is.EqualTo(_managed));

    [Test]
    public async Task A_C_program_on_an_older_processor_finds_the_same_bits() =>
        Assert.That(await Output(NativeLibraryBuild.Program("reconstruct"), NativeLibraryBuild.BaselineLibrary, 2), Is.EqualTo(_managed));

    [Test]
    public async Task A_Fortran_program_finds_the_same_bits_as_CSharp()
    {
        NativeLibraryBuild.SkipWithout("gfortran");

        Assert.That(await Output(await NativeLibraryBuild.BuildFortran("reconstruct"), NativeLibraryBuild.Library, 1), Is.EqualTo(_managed));
    }

    /// <summary>What the programs find, found by C# in this process, in the order in which they write it.</summary>
    private static byte[] Reconstruct(IEnumerable<AtomicStructure> structures)
    {
        using var plugin = new XanesPlugin(PluginManifest.Read(NativeLibraryBuild.Manifest));
        var descriptor = plugin.OpenDescriptor();
        var counts = new float[descriptor.Length];
        using var results = new MemoryStream();
        using var writer = new BinaryWriter(results);
        foreach (var structure in structures)
        {
            descriptor.Describe(structure.View, 0, counts);
            var options = new ReconstructionOptions { MaximumSolutions = 2, Refine = true, Seed = 7 };
            foreach (var solution in plugin.Reconstruct(counts, options: options).Solutions)
            {
                writer.Write(MemoryMarshal.AsBytes(solution.Structure.AtomicNumbers));
                writer.Write(MemoryMarshal.AsBytes(solution.Structure.Positions));
                writer.Write((int)solution.Verdict);
                writer.Write(solution.DifferingCounts);
                writer.Write(solution.FarthestOutside);
                writer.Write(solution.DistanceError);
            }
        }

        return results.ToArray();
    }

    private async Task<byte[]> Output(string program, string library, int threads)
    {
        var path = Path.Combine(_folder, "out.bin");
        var result = await Cli.Wrap(program)
            .WithArguments([NativeLibraryBuild.Manifest, Path.Combine(_folder, "sites.bin"), $"{threads}", path])
            .WithEnvironmentVariables(environment => environment.Set("LD_LIBRARY_PATH", library))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.That((result.ExitCode, result.StandardOutput + result.StandardError), Is.EqualTo((0, "")));
        return await File.ReadAllBytesAsync(path);
    }
}
