using ScottPlot;
using ScottPlot.MultiplotLayouts;
using Xanes.Cli.Input;
using Xanes.Cli.Output;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Cli.Plotting;

/// <summary>Draws what a reconstruction found: its histograms mirrored below the given ones, and the atoms (as the paper's figure 5).</summary>
internal static class ReconstructionPlot
{
    private const int Width = 1500;
    private const int Height = 700;

    /// <summary>Draws into a file, png or svg.</summary>
    public static void Save(OutputTarget target, PairRdf descriptor, GivenDescriptor given, ReconstructedStructure found)
    {
        var recovered = new float[descriptor.Length];
        if (found.Verdict != ReconstructionVerdict.None)
        {
            descriptor.Describe(found.Structure.View, 0, recovered);
        }

        var plots = Arrange(
            HistogramPanel.Radial(descriptor, given.Values, recovered),
            HistogramPanel.Pairs(descriptor, given.Values, recovered),
            AtomsPanel.Draw(given.Original, found, descriptor.ClusterSpec.Elements));
        PanelFile.Save(target, plots, Width, Height);
    }

    private static Multiplot Arrange(Plot radial, Plot pairs, Plot atoms)
    {
        var plots = new Multiplot(radial);
        plots.AddPlot(pairs);
        plots.AddPlot(atoms);
        var layout = new CustomGrid();
        layout.Set(radial, new GridCell(0, 0, 2, 5, 1, 3));
        layout.Set(pairs, new GridCell(1, 0, 2, 5, 1, 3));
        layout.Set(atoms, new GridCell(0, 3, 1, 5, 1, 2));
        plots.Layout = layout;
        return plots;
    }
}
