using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Descriptors;

/// <summary>
/// Where each histogram stands in the vector: radial histograms by atomic number, then pair histograms by the lower and the
/// higher atomic number (docs/descriptor.md, 5).
/// </summary>
public sealed class PairRdfLayout
{
    private readonly int[] _pairOffsets;
    private readonly int _radialCount;

    /// <summary>Lays out the vector of a spec.</summary>
    public PairRdfLayout(PairRdfSpec spec)
    {
        SpeciesCount = spec.Cluster.Elements.Count;
        _radialCount = spec.RadialBins.Count;
        _pairOffsets = new int[SpeciesCount * SpeciesCount];
        var offset = SpeciesCount * _radialCount;
        for (var first = 0; first < SpeciesCount; first++)
        {
            for (var second = first; second < SpeciesCount; second++)
            {
                _pairOffsets[(first * SpeciesCount) + second] = offset;
                _pairOffsets[(second * SpeciesCount) + first] = offset;
                offset += spec.PairBins.Count;
            }
        }

        Length = offset;
    }

    /// <summary>The number of listed elements.</summary>
    public int SpeciesCount { get; }

    /// <summary>The number of values in the vector.</summary>
    public int Length { get; }

    /// <summary>The first value of a species' radial histogram.</summary>
    public int RadialOffset(int species) => species * _radialCount;

    /// <summary>The first value of the pair histogram of two species, in either order.</summary>
    public int PairOffset(int first, int second) => _pairOffsets[(first * SpeciesCount) + second];

    /// <summary>A name for each value, such as <c>r(O) 1.95-2.00</c> or <c>p(O,Si) 1.6-1.7</c>.</summary>
    public static string[] Labels(PairRdfSpec spec)
    {
        var symbols = spec.Cluster.Elements.Select(ChemicalElement.Symbol).ToArray();
        var labels = new List<string>();
        foreach (var symbol in symbols)
        {
            AddLabels(labels, $"r({symbol})", spec.RadialBins);
        }

        for (var first = 0; first < symbols.Length; first++)
        {
            for (var second = first; second < symbols.Length; second++)
            {
                AddLabels(labels, $"p({symbols[first]},{symbols[second]})", spec.PairBins);
            }
        }

        return [.. labels];
    }

    private static void AddLabels(List<string> labels, string histogram, UniformBins bins)
    {
        var decimals = 1;
        while (decimals < 6 && Math.Abs(Math.Round(bins.Width, decimals) - bins.Width) > 1e-9)
        {
            decimals++;
        }

        var format = "F" + decimals;
        for (var bin = 0; bin < bins.Count; bin++)
        {
            var lower = bins.Edges[bin].ToString(format, CultureInfo.InvariantCulture);
            var upper = bins.Edges[bin + 1].ToString(format, CultureInfo.InvariantCulture);
            labels.Add($"{histogram} {lower}-{upper}");
        }
    }
}
