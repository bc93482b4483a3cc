using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Fdmnes;

/// <summary>A protocol that is about to be written: what was asked for and what was found out, and the rest chosen to fit.</summary>
public sealed record ProtocolDraft
{
    private const double WidthForStepOfHalf = 3.0;
    private const double NarrowAxisBelow = 1.5;
    private static readonly double[] Steps = [0.1, 0.2, 0.25, 0.5];

    /// <summary>The protocol's name.</summary>
    public required string Id { get; init; }

    /// <summary>The absorber's atomic number.</summary>
    public required int Absorber { get; init; }

    /// <summary>The absorption edge.</summary>
    public required string Edge { get; init; }

    /// <summary>The atomic numbers of the neighbours' elements; the absorber may be left out.</summary>
    public required IReadOnlyList<int> Elements { get; init; }

    /// <summary>How the final states are found.</summary>
    public FdmnesMethod Method { get; init; } = FdmnesMethod.Green;

    /// <summary>The cluster radius in Å.</summary>
    public double Radius { get; init; } = 6.0;

    /// <summary>The edge energy in eV.</summary>
    public required double EdgeEnergy { get; init; }

    /// <summary>The core hole's full width in eV.</summary>
    public required double CoreHoleWidth { get; init; }

    /// <summary>The core level's energy in eV that is the zero of the common axis; null: the mean of the first export.</summary>
    public double? EpsiiReference { get; init; }

    /// <summary>Where edge energy, core-hole width and reference come from, in words.</summary>
    public string FactsFrom { get; init; } = "given";

    /// <summary>What a measured standard told; null where there is none.</summary>
    public StandardCalibration? Standard { get; init; }

    /// <summary>The name that a protocol gets where none is given, as <c>cu-k-green</c>.</summary>
    public static string UsualId(int absorber, string edge, FdmnesMethod method) =>
        $"{ChemicalElement.Symbol(absorber)}-{edge}-{(method == FdmnesMethod.Green ? "green" : "fdm")}".ToLowerInvariant();

    /// <summary>The protocol as YAML text with comments.</summary>
    public string ToYaml()
    {
        var symbol = ChemicalElement.Symbol(Absorber);
        var step = Step(CoreHoleWidth);
        var elements = string.Join(", ", Elements.Append(Absorber).Distinct().Order().Select(ChemicalElement.Symbol));
        var isGreen = Method == FdmnesMethod.Green;
        string[] lines =
        [
            isGreen
                ? $"# {symbol} {Edge} edge by muffin-tin multiple scattering. The imaginary part of the energy widens every level to the grid, so that the"
                : $"# {symbol} {Edge} edge by finite differences. They know no imaginary energy, so the grid is fine where levels are narrow, and the",
            isGreen ? "# spectrum does not depend on where the grid's points fall." : "# calculations take minutes to hours.",
            $"id: {Id}",
            $"absorber: {symbol}",
            $"elements: [{elements}]",
            $"edge: {Edge}",
            Line($"edge_energy: {EdgeEnergy:0.0##}", $"eV, {FactsFrom}"),
            EpsiiReference is { } reference
                ? Line($"epsii_reference: {reference:0.0##}", "eV, of a small cluster; energy = Fermi axis + epsii - this")
                : "# epsii_reference: the mean core level of the first export, in eV, is kept for all later ones",
            $"method: {(isGreen ? "green" : "finite-differences")}",
            Line(
                isGreen ? $"range: [-15., {step}, 20., 1.0, 50., 2., 80.]" : "range: [-15., 0.5, -5., 0.1, 10., 0.5, 20., 1.0, 50., 2., 80.]",
                "eV from the Fermi level: energy, step, energy, ..."),
            .. isGreen ? new[] { Line($"imaginary_energy: {step}", "eV: each level as wide as two steps of the grid") } : [],
            Line($"radius: {Radius:0.0##}", "Å"),
            Line($"core_hole_width: {CoreHoleWidth:0.0##}", $"eV, full width, {FactsFrom}; e_cent, e_larg and gamma_max are FDMNES's own"),
            Line("gamma_max: 15.0", "eV, full width that the final state adds far above the edge"),
            Line("e_cent: 30.0", "eV above the cut-off, where half of it is reached"),
            Line("e_larg: 30.0", "eV, how gently"),
            Line($"common_axis: [-8.0, 60.0, {(CoreHoleWidth < NarrowAxisBelow ? 0.25 : 0.5)}]", "eV: from, to, step"),
            .. CalibrationLines(),
        ];
        return string.Concat(lines.Select(line => $"{line}\n"));
    }

    /// <summary>The grid's step near the edge in eV: a sixth of the core hole's width at most.</summary>
    private static double Step(double coreHoleWidth) =>
        coreHoleWidth >= WidthForStepOfHalf ? Steps[^1] : Steps.LastOrDefault(step => step <= coreHoleWidth / 6.0 + 1e-2, Steps[0]);

    private IEnumerable<string> CalibrationLines() => Standard is { } standard
        ?
        [
            Line($"edge_step: {standard.EdgeStep:0.0#######}", "Mbarn per absorber, one for all spectra"),
            Line($"energy_calibration: {standard.EnergyCalibration:0.0#}", "eV; photon energy of a calibrated beamline = edge_energy + energy + this"),
            "calibration: >-",
            $"  {standard.Words}",
        ]
        :
        [
            "# edge_step: the mean absorption from 40 eV on over the first export, in Mbarn per absorber, is kept for all later ones",
            "# energy_calibration: nobody compared energies with a measurement; they are right up to a constant. 'xanes protocol new' takes",
            "# both from a measured standard: --standard SPECTRUM --structure CRYSTAL",
        ];

    private static string Line(FormattableString key, string comment) => Line(key.ToString(CultureInfo.InvariantCulture), comment);

    private static string Line(string key, string comment) => $"{key,-31} # {comment}";
}
