using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin;

namespace Xanes.Native.Tests;

/// <summary>Programs with a structure whose elements the model does not know; the C program compares it with the structure changed by hand.</summary>
public sealed class NeighbourProgramTests
{
    [Test]
    public async Task A_C_program_ignores_and_substitutes_neighbours_as_CSharp_does() =>
        Assert.That(await Printed(NativeLibraryBuild.Program("neighbours")), Is.EqualTo(Managed()));

    [Test]
    public async Task A_Fortran_program_ignores_and_substitutes_neighbours_as_CSharp_does()
    {
        NativeLibraryBuild.SkipWithout("gfortran");

        Assert.That(await Printed(await NativeLibraryBuild.BuildFortran("neighbours")), Is.EqualTo(Managed()));
    }

    private static async Task<float[]> Printed(string program)
    {
        var result = await Cli.Wrap(program)
            .WithArguments([NativeLibraryBuild.Manifest])
            .WithEnvironmentVariables(environment => environment.Set("LD_LIBRARY_PATH", NativeLibraryBuild.Library))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((0, "")));
        return
        [
            .. result.StandardOutput.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => float.Parse(word, CultureInfo.InvariantCulture)),
        ];
    }

    private static float[] Managed()
    {
        using var plugin = new XanesPlugin(PluginManifest.Read(NativeLibraryBuild.Manifest));
        var changes = new NeighbourChanges { Ignored = ["Li", "Mg"], Substituted = new Dictionary<string, string> { ["Ga"] = "Si" } };
        var structure = new AtomicStructure(
            [3, 47, 8, 8, 31, 12], [0.0, 0.0, 1.6, 0.0, 0.0, 0.0, 2.1, 0.0, 0.0, -2.2, 0.0, 0.0, 0.0, 3.2, 0.0, 0.0, -3.4, 0.0]);
        return plugin.OpenModel("ag-k-fast").WithNeighbours(changes).Predict(structure, 1).Intensities.ToArray();
    }
}
