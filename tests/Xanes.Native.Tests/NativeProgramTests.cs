using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Native.Tests.Support;
using Xanes.Plugin.Tests;

namespace Xanes.Native.Tests;

public sealed class NativeProgramTests
{
    private const int StructureCount = 130;

    private string _folder = "";
    private byte[] _managed = [];

    private string SitesPath => Path.Combine(_folder, "sites.bin");

    [OneTimeSetUp]
    public void MakeSites()
    {
        _folder = Directory.CreateTempSubdirectory("xanes-native-").FullName;
        var random = new Random(20261123);
        AtomicStructure[] structures =
        [
            .. Enumerable.Range(0, StructureCount).Select(i => i % 4 == 3
                ? RandomStructures.Periodic(random, (PeriodicDirections)(1 + (i / 4 % 7)))
                : RandomStructures.Isolated(random, 2 + (i % 40))),
        ];
        var sites = structures
            .SelectMany((structure, index) => AbsorberSelection.Element(47).Resolve(structure).Take(2).Select(absorber => (index, absorber)))
            .ToArray();
        SitesFile.Write(SitesPath, structures, sites);
        _managed = ManagedResults.Compute(
            NativeLibraryBuild.Manifest, NativeLibraryBuild.VectorModel, [.. sites.Select(site => new AbsorberSite(structures[site.index], site.absorber))]);
    }

    [OneTimeTearDown]
    public void RemoveSites() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_C_program_gets_the_same_bits_as_CSharp([Values(1, 2, 0)] int threads) =>
        Assert.That(await Compute(NativeLibraryBuild.Program("compute"), NativeLibraryBuild.Library, threads), Is.EqualTo(_managed));

    [Test]
    public async Task A_C_program_on_an_older_processor_gets_the_same_bits() =>
        Assert.That(await Compute(NativeLibraryBuild.Program("compute"), NativeLibraryBuild.BaselineLibrary, 1), Is.EqualTo(_managed));

    [Test]
    public async Task A_Fortran_program_gets_the_same_bits_as_CSharp()
    {
        NativeLibraryBuild.SkipWithout("gfortran");

        Assert.That(await Compute(await NativeLibraryBuild.BuildFortran("compute"), NativeLibraryBuild.Library, 1), Is.EqualTo(_managed));
    }

    [Test]
    public async Task A_caller_is_told_of_each_mistake_and_nothing_crashes() =>
        Assert.That(await Output(NativeLibraryBuild.Program("mistakes"), NativeLibraryBuild.Manifest), Is.EqualTo((0, "")));

    [Test]
    public async Task A_signal_ends_calls_that_would_never_end() =>
        Assert.That(
            await Output(NativeLibraryBuild.Program("cancel"), NativeLibraryBuild.Manifest, NativeLibraryBuild.EndlessModel), Is.EqualTo((0, "")));

    [Test]
    public async Task Many_threads_share_handles_that_are_closed_under_them() =>
        Assert.That(await Output(NativeLibraryBuild.Program("threads"), NativeLibraryBuild.Manifest, SitesPath), Is.EqualTo((0, "")));

    [Test]
    public async Task The_manifest_beside_the_library_and_the_runtime_beside_it_are_found_from_any_folder()
    {
        var result = await Cli.Wrap(NativeLibraryBuild.Program("compute"))
            .WithArguments([NativeLibraryBuild.Manifest, SitesPath, "1", Path.Combine(_folder, "elsewhere.bin"), NativeLibraryBuild.VectorModel])
            .WithWorkingDirectory(_folder)
            .WithEnvironmentVariables(environment => environment.Set("LD_LIBRARY_PATH", null).Set("DOTNET_ROOT", null).Set("PATH", ""))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((0, "")));
    }

    private static async Task<(int ExitCode, string Output)> Output(string program, params string[] arguments)
    {
        var result = await Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        return (result.ExitCode, result.StandardOutput + result.StandardError);
    }

    private async Task<byte[]> Compute(string program, string library, int threads)
    {
        var path = Path.Combine(_folder, $"{Path.GetFileName(program)}-{Path.GetFileName(library)}-{threads}.bin");
        var result = await Cli.Wrap(program)
            .WithArguments([NativeLibraryBuild.Manifest, SitesPath, $"{threads}", path, NativeLibraryBuild.VectorModel])
            .WithEnvironmentVariables(environment => environment.Set("LD_LIBRARY_PATH", library))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.That((result.ExitCode, result.StandardOutput + result.StandardError), Is.EqualTo((0, "")));
        return await File.ReadAllBytesAsync(path);
    }
}
