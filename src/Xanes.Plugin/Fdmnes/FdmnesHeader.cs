using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Fdmnes;

/// <summary>The header line of FDMNES's raw output, for an edge with one initial state.</summary>
/// <param name="EdgeEnergy">The tabulated edge energy in eV.</param>
/// <param name="AtomicNumber">The absorber's atomic number.</param>
/// <param name="InterstitialPotential">The potential between the muffin tins in eV (VO_interstitial).</param>
/// <param name="CutOff">The energy in eV from the Fermi level below which states are occupied (E_cut).</param>
/// <param name="Epsii">The core level's energy in eV.</param>
/// <param name="CellVolume">The volume of the unit cell in Å^3; 0 for a molecule.</param>
/// <param name="EquivalentAtoms">The number of equivalent absorbers, which the absorption is multiplied by (natomsym).</param>
public sealed record FdmnesHeader(
    double EdgeEnergy,
    int AtomicNumber,
    double InterstitialPotential,
    double CutOff,
    double Epsii,
    double CellVolume,
    double EquivalentAtoms)
{
    private const string Marker = "E_edge";
    private const int PlaceOfInitialStates = 7;
    private const int PlaceOfEpsii = 9;

    /// <summary>Whether a line is the header.</summary>
    public static bool IsHeader(string line) => line.Contains(Marker, StringComparison.Ordinal);

    /// <summary>Reads the line: values, then <c>=</c>, then their names, of which older versions have fewer at the end.</summary>
    /// <exception cref="XanesException">The line is damaged, or the edge has several initial states.</exception>
    public static FdmnesHeader Parse(string line)
    {
        var words = line.Split('=')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var values = new double[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i]))
            {
                throw new XanesException($"the header of FDMNES's output holds '{words[i]}' where a number belongs");
            }
        }

        if (values.Length <= PlaceOfEpsii)
        {
            throw new XanesException($"the header of FDMNES's output has {values.Length} values, too few");
        }

        if (values[PlaceOfInitialStates] != 1.0)
        {
            throw new XanesException($"the edge has {values[PlaceOfInitialStates]} initial states; edges with one (K, L1) are supported");
        }

        return new FdmnesHeader(
            values[0],
            (int)values[1],
            values[5],
            values[6],
            values[PlaceOfEpsii],
            values.ElementAtOrDefault(10),
            values.Length > 13 && values[13] > 0.0 ? values[13] : 1.0);
    }
}
