using System.Globalization;
using ScottPlot;
using Xanes.Interop;
using Xanes.Plugin.Reconstruction;

namespace Xanes.Cli.Plotting;

/// <summary>
/// The atoms seen along the direction in which they spread least: what was found as discs, laid on the original, where it is
/// known, as rings.
/// </summary>
internal static class AtomsPanel
{
    private const double Reach = 1.25;

    /// <summary>Draws the atoms.</summary>
    /// <param name="original">The original, where it is known.</param>
    /// <param name="found">What was found.</param>
    /// <param name="listed">The descriptor's elements, whose colours the histograms have as well.</param>
    public static Plot Draw(AtomicStructure? original, ReconstructedStructure found, IReadOnlyList<int> listed)
    {
        var plot = new Plot();
        var superposition = original is null ? null : Superposition.Of(found.Structure, original);
        var atoms = superposition?.Laid ?? found.Structure;
        var view = PrincipalView.Of(original ?? atoms);
        var elements = listed.Union([atoms.AtomicNumbers[0]]).ToArray();
        var centre = view.Project(atoms.Position(0));
        for (var atom = 1; atom < atoms.Count; atom++)
        {
            var end = view.Project(atoms.Position(atom));
            plot.Add.Line(centre.X, centre.Y, end.X, end.Y).Color = Colors.Gray.WithAlpha(0.5);
        }

        for (var i = 0; i < elements.Length; i++)
        {
            var element = elements[i];
            if (!atoms.AtomicNumbers.Contains(element))
            {
                continue;
            }

            var colour = PlotPalette.ColourOf(i);
            var discs = plot.Add.Markers(Points(atoms, element, view), MarkerShape.FilledCircle, 22, colour.WithAlpha(0.75));
            discs.LegendText = ChemicalElement.Symbol(element);
            if (original is not null)
            {
                var rings = plot.Add.Markers(Points(original, element, view), MarkerShape.OpenCircle, 30, colour);
                rings.MarkerLineWidth = 2.5f;
            }
        }

        Dress(plot, elements.SelectMany(element => Points(atoms, element, view)).ToArray(), superposition, found);
        return plot;
    }

    private static Coordinates[] Points(AtomicStructure atoms, int element, PrincipalView view) =>
        [.. Enumerable.Range(0, atoms.Count).Where(atom => atoms.AtomicNumbers[atom] == element).Select(atom => view.Project(atoms.Position(atom)))];

    private static void Dress(Plot plot, Coordinates[] points, Superposition? superposition, ReconstructedStructure found)
    {
        var rmsd = superposition is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; \u25CF recovered, \u25CB original, RMSD {superposition.Distance:0.00} Å");
        plot.Title($"Verdict: {Output.ReconstructionXyz.NameOf(found.Verdict)}{rmsd}", 17);
        plot.XLabel("First principal axis (Å)", 17);
        plot.YLabel("Second principal axis (Å)", 17);
        PanelStyle.Dress(plot);
        var reach = Reach * points.Max(point => Math.Max(1.0, Math.Max(Math.Abs(point.X), Math.Abs(point.Y))));
        plot.Axes.SetLimits(-reach, reach, -reach, reach);
        plot.Axes.SquareUnits();
    }
}
