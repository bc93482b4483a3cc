using System.Globalization;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin;

namespace Xanes.Native.Tests;

public sealed class ExplorationProgramTests
{
    private static readonly AtomicStructure Cluster = new(
        [47, 8, 8, 8, 8, 14, 14],
        [
            0.00, 0.00, 0.00, 0.94, 1.27, 1.40, 0.26, 1.49, -1.66, -0.85, -0.09, 2.16,
            -1.46, -1.81, 1.02, -0.85, 2.44, 2.57, 2.24, 1.27, 2.87,
        ]);

    private Dictionary<string, string> _printed = [];

    [OneTimeSetUp]
    public async Task RunTheProgram()
    {
        var result = await Cli.Wrap(NativeLibraryBuild.Program("explore"))
            .WithArguments([NativeLibraryBuild.Manifest])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((0, "")));
        _printed = result.StandardOutput.TrimEnd('\n').Split('\n').Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
    }

    [Test]
    public void A_C_program_that_moves_atoms_by_hand_gets_the_same_bits_as_CSharp()
    {
        using var plugin = new XanesPlugin(PluginManifest.Read(NativeLibraryBuild.Manifest));
        var width = plugin.OpenModel("ag-k-fast").Info.Broadening!.CoreHoleWidth;
        var alone = Open(plugin, null);
        var spectrum = alone.Evaluate([0.07, 0.0, width, 0.0]).Predicted.ToArray();
        var compared = Open(plugin, new FitTarget(Array.ConvertAll(alone.PhotonEnergies.ToArray(), energy => energy + 1.0), spectrum, new[] { 0.002 }));
        var state = compared.Evaluate([-0.02, 0.5, width - 0.3, 1.2]);

        Assert.That(Numbers("alone"), Is.EqualTo(spectrum));
        Assert.That(Numbers("energies"), Is.EqualTo(compared.PhotonEnergies.ToArray()));
        Assert.That(Numbers("measured"), Is.EqualTo(compared.Measured.ToArray()));
        Assert.That(Numbers("predicted"), Is.EqualTo(state.Predicted.ToArray()));
        Assert.That(Numbers("adjusted"), Is.EqualTo(state.Adjusted.ToArray()));
        Assert.That(_printed["state"], Is.EqualTo(ExplorationJson.Text(state)));
    }

    [Test]
    public void A_C_program_reads_how_far_its_fit_is_and_finds_what_was_moved()
    {
        var (fraction, text) = _printed["fit"].Split(' ', 2) is [var first, var rest] ? (first, rest) : ("", "");
        var fit = JsonDocument.Parse(text).RootElement;
        var best = fit.GetProperty("parameters").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("best").GetDouble());

        Assert.That(double.Parse(fraction, CultureInfo.InvariantCulture), Is.EqualTo(0.95));
        Assert.That(best["shell O 1.5-2.8"], Is.EqualTo(0.07).Within(0.01));
        Assert.That(best["energy shift"], Is.EqualTo(1.0).Within(0.1));
    }

    private static IStructureExploration Open(XanesPlugin plugin, FitTarget? target)
    {
        var start = new FitStart("start 0", Cluster) { Absorber = AbsorberSelection.Index(0), Variations = [VariationText.Parse("shell O 1.5-2.8")] };
        return plugin.OpenExploration(new ExplorationStart(start, target, new FitOptions { Model = "ag-k-fast", TheoryError = 0.0 }));
    }

    private double[] Numbers(string name) => [.. _printed[name].Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
}
