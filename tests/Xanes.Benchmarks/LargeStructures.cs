using System.Diagnostics;
using Xanes.Interop;
using Xanes.Plugin;

namespace Xanes.Benchmarks;

/// <summary>
/// <c>sites</c>: all silver atoms of Ag2O supercells as one list, whose sites share the structure's atoms in boxes, beside a list that
/// takes two copies of the structure in turn, so that nothing is shared and each site looks at all atoms; in turns on one thread.
/// </summary>
internal static class LargeStructures
{
    private const double CellLength = 4.73;
    private const int Apart = 1024;
    private const int Turns = 3;

    private static readonly int[] CellsAlongAnEdge = [15, 20];

    private static readonly (int AtomicNumber, double X, double Y, double Z)[] Cell =
    [
        (47, 0.25, 0.25, 0.25), (47, 0.75, 0.75, 0.25), (47, 0.75, 0.25, 0.75), (47, 0.25, 0.75, 0.75), (8, 0.0, 0.0, 0.0), (8, 0.5, 0.5, 0.5),
    ];

    /// <summary>Measures a model and prints a line for each supercell.</summary>
    /// <param name="idOrPath">A model's name or folder; null takes the fast one.</param>
    public static void Print(string? idOrPath)
    {
        using var plugin = new XanesPlugin(PluginManifest.Read(PluginManifest.FindFrom(AppContext.BaseDirectory)!));
        var model = plugin.OpenModel(idOrPath ?? "ag-k-fast");
        var points = model.Info.Energies.Length;
        foreach (var cells in CellsAlongAnEdge)
        {
            AtomicStructure[] copies = [Supercell(cells), Supercell(cells)];
            var structure = copies[0];
            int[] silver = AbsorberSelection.Parse("Ag").Resolve(structure);
            var sites = new SiteList([.. silver.Select(atom => new AbsorberSite(structure, atom))]);
            var spectra = new SpectrumArrays(new float[silver.Length * points]);
            var apartSites = new SiteList([.. silver.Take(Apart).Select((atom, i) => new AbsorberSite(copies[i % 2], atom))]);
            var apartSpectra = new SpectrumArrays(new float[Apart * points]);
            var (together, apart) = (new double[Turns], new double[Turns]);
            for (var turn = 0; turn < Turns; turn++)
            {
                together[turn] = Seconds(() => model.PredictMany(sites, spectra, new BatchOptions { Threads = 1 })) / silver.Length;
                apart[turn] = Seconds(() => model.PredictMany(apartSites, apartSpectra, new BatchOptions { Threads = 1 })) / Apart;
            }

            Array.Sort(together);
            Array.Sort(apart);
            var same = spectra.Slice(0, Apart, points).Intensities.Span.SequenceEqual(apartSpectra.Intensities.Span);
            Console.WriteLine(FormattableString.Invariant(
                $"{structure.Count} atoms, {silver.Length} silver: {1e6 * together[Turns / 2]:0} us a site together, {together[Turns / 2] * silver.Length:0.0} s in all; {1e6 * apart[Turns / 2]:0} us apart, {apart[Turns / 2] / together[Turns / 2]:0.0} times as long; the spectra are {(same ? "the same to the last bit" : "NOT the same")}"));
        }
    }

    private static double Seconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static AtomicStructure Supercell(int cells)
    {
        var (numbers, positions) = (new List<int>(), new List<double>());
        for (var cell = 0; cell < cells * cells * cells; cell++)
        {
            foreach (var atom in Cell)
            {
                numbers.Add(atom.AtomicNumber);
                positions.Add(CellLength * (atom.X + (cell / (cells * cells))));
                positions.Add(CellLength * (atom.Y + (cell / cells % cells)));
                positions.Add(CellLength * (atom.Z + (cell % cells)));
            }
        }

        var edge = cells * CellLength;
        return new AtomicStructure([.. numbers], [.. positions], [edge, 0, 0, 0, edge, 0, 0, 0, edge], PeriodicDirections.All);
    }
}
