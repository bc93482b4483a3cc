using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Convolution;

namespace Xanes.Plugin.Fdmnes;

/// <summary>All of a calculation but the atoms: what makes the spectra of many structures comparable.</summary>
public sealed record FdmnesProtocol
{
    private static readonly HashSet<string> KnownKeys =
    [
        "id", "absorber", "elements", "edge", "edge_energy", "epsii_reference", "method", "range", "imaginary_energy", "radius",
        "self_consistent", "core_hole_width", "gamma_max", "e_cent", "e_larg", "common_axis", "edge_step", "energy_calibration", "calibration",
    ];

    private FdmnesProtocol(YamlMap map)
    {
        if (map.Keys.FirstOrDefault(key => !KnownKeys.Contains(key)) is { } unknown)
        {
            throw new InvalidInputException($"{map.Source}: '{unknown}' is no key of a protocol; it knows {string.Join(", ", KnownKeys)}");
        }

        var faults = new FaultList(map.Source);
        Source = map.Source;
        Id = faults.Try(() => ReadId(map), "");
        Absorber = faults.Try(() => ChemicalElement.AtomicNumber(map.Text("absorber")), 0);
        Elements = faults.Try<IReadOnlyList<int>>(() => ReadElements(map, Absorber), []);
        Edge = faults.Try(() => ReadEdge(map), "");
        EdgeEnergy = faults.Try(() => map.NumberBetween("edge_energy", 1.0, 200_000.0), 0.0);
        EpsiiReference = map.Has("epsii_reference") ? faults.Try(() => map.NumberBetween("epsii_reference", 1.0, 200_000.0), 0.0) : null;
        Method = faults.Try(() => ReadMethod(map), FdmnesMethod.Green);
        Range = faults.Try(() => EnergyRange.Parse(map.Texts("range"), map.Source), null)!;
        Radius = faults.Try(() => ReadNumberText(map, "radius", 1.0, 30.0), "");
        ImaginaryEnergy = map.Has("imaginary_energy") ? faults.Try(() => ReadImaginaryEnergy(map, Method), "") : null;
        IsSelfConsistent = faults.Try(() => ReadSwitch(map, "self_consistent"), false);
        Broadening = faults.Try(() => BroadeningYaml.Read(map), null)!;
        CommonAxis = faults.Try(() => CommonAxis.Read(map), null)!;
        EdgeStep = map.Has("edge_step") ? faults.Try(() => map.NumberBetween("edge_step", 1e-6, 1000.0), 0.0) : null;
        EnergyCalibration = map.Has("energy_calibration") ? faults.Try(() => map.NumberBetween("energy_calibration", -200.0, 200.0), 0.0) : null;
        Calibration = map.Has("calibration") ? faults.Try(() => ReadLine(map, "calibration"), "") : null;
        faults.ThrowIfAny();
    }

    /// <summary>Where the protocol came from, for messages.</summary>
    public string Source { get; }

    /// <summary>The protocol's name.</summary>
    public string Id { get; }

    /// <summary>The atomic number of the absorbing element.</summary>
    public int Absorber { get; }

    /// <summary>Atomic numbers of the elements that its structures may have.</summary>
    public IReadOnlyList<int> Elements { get; }

    /// <summary>The absorption edge, such as <c>K</c>.</summary>
    public string Edge { get; }

    /// <summary>The tabulated edge energy in eV; not a number in a probe, which asks for it.</summary>
    public double EdgeEnergy { get; internal init; }

    /// <summary>The core level's energy in eV that is the zero of the common axis; null until a first export sets it.</summary>
    public double? EpsiiReference { get; init; }

    /// <summary>How the final states are found.</summary>
    public FdmnesMethod Method { get; }

    /// <summary>The energies to calculate, in eV from the Fermi level.</summary>
    public EnergyRange Range { get; }

    /// <summary>The cluster radius in Å, as written into the input.</summary>
    public string Radius { get; }

    /// <summary>The imaginary part of the energy in eV, as written into the input; null for none.</summary>
    public string? ImaginaryEnergy { get; }

    /// <summary>Whether the potential is made self-consistent (keyword <c>SCF</c>).</summary>
    public bool IsSelfConsistent { get; }

    /// <summary>The broadening of the finished spectra.</summary>
    public Broadening Broadening { get; }

    /// <summary>The axis of the finished spectra.</summary>
    public CommonAxis CommonAxis { get; }

    /// <summary>
    /// The edge step in Mbarn per absorber, one for all spectra, calibrated on a standard; null until a first export sets it to the mean
    /// absorption far above the edge.
    /// </summary>
    public double? EdgeStep { get; init; }

    /// <summary>What is added to the computed photon energies to give those of a calibrated beamline, in eV; null where nobody measured it.</summary>
    public double? EnergyCalibration { get; }

    /// <summary>What edge step and energy calibration were taken from and how well they hold, in words; null where nothing is said.</summary>
    public string? Calibration { get; }

    /// <summary>Reads a protocol that is shipped, or a protocol file.</summary>
    /// <param name="idOrPath">A name such as <c>ag-k-green-2</c>, or a path.</param>
    /// <exception cref="InvalidInputException">There is no such protocol, or it is not valid.</exception>
    public static FdmnesProtocol Open(string idOrPath) => From(FdmnesProtocols.Read(idOrPath));

    /// <summary>Takes a protocol from YAML.</summary>
    /// <exception cref="InvalidInputException">A key is missing, unknown or not valid.</exception>
    public static FdmnesProtocol From(YamlMap map) => new(map);

    /// <summary>How intensities are normalised, in words, for cards.</summary>
    /// <param name="edgeStep">The edge step in Mbarn per absorber.</param>
    public static string NormalisationText(double edgeStep) => string.Create(
        CultureInfo.InvariantCulture, $"absorption per absorber / edge step of {edgeStep} Mbarn, the same for all spectra; edge step 1 beyond the computed range");

    /// <summary>The mean spectrum of a run's absorbers on the common axis, in edge steps.</summary>
    /// <param name="result">The run's output.</param>
    /// <param name="broadening">The broadening; the protocol's where it is left out.</param>
    /// <exception cref="XanesException">A site does not cover the axis, or the protocol has no reference or edge step yet.</exception>
    public float[] Spectrum(FdmnesResult result, Broadening? broadening = null) =>
        CommonAxis.Place(
            result.Spectra,
            EpsiiReference ?? throw new XanesException($"{Source}: has no epsii_reference; add the mean epsii of the first spectra, in eV"),
            broadening ?? Broadening,
            EdgeStep ?? throw new XanesException($"{Source}: has no edge_step; add the absorption far above the edge, in Mbarn per absorber"));

    /// <summary>Checks that an atom is of an element that the protocol lists.</summary>
    /// <exception cref="InvalidInputException">It is not.</exception>
    public void CheckElement(AtomicStructure structure, int atom)
    {
        if (!Elements.Contains(structure.AtomicNumbers[atom]))
        {
            throw new InvalidInputException(
                $"{structure.View.NameAtom(atom)} is of an element that protocol {Id} does not list " +
                $"({string.Join(", ", Elements.Select(ChemicalElement.Symbol))}); use a protocol whose 'elements' list it");
        }
    }

    private static string ReadId(YamlMap map) =>
        map.Text("id") is { Length: <= 100 } id && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? id
            : throw new InvalidInputException($"{map.Source}: 'id' must be a name of letters, digits, '-', '_' and '.'");

    private static IReadOnlyList<int> ReadElements(YamlMap map, int absorber)
    {
        int[] elements = [.. map.Texts("elements").Select(ChemicalElement.AtomicNumber)];
        return absorber == 0 || elements.Contains(absorber)
            ? elements
            : throw new InvalidInputException($"{map.Source}: 'elements' must list the absorber, {ChemicalElement.Symbol(absorber)}, too");
    }

    private static string ReadEdge(YamlMap map) =>
        map.Text("edge") is ("K" or "L1") and var edge
            ? edge
            : throw new InvalidInputException(
                $"{map.Source}: 'edge' is {map.Text("edge")}, but only K and L1 are supported: edges with one initial state; name one of these");

    private static FdmnesMethod ReadMethod(YamlMap map) => map.Text("method") switch
    {
        "green" => FdmnesMethod.Green,
        "finite-differences" => FdmnesMethod.FiniteDifferences,
        var other => throw new InvalidInputException($"{map.Source}: 'method' must be 'green' or 'finite-differences', not '{other}'"),
    };

    private static bool ReadSwitch(YamlMap map, string key) => map.Text(key, "false") switch
    {
        "true" => true,
        "false" => false,
        _ => throw new InvalidInputException($"{map.Source}: '{key}' must be true or false"),
    };

    private static string ReadImaginaryEnergy(YamlMap map, FdmnesMethod method) =>
        method == FdmnesMethod.Green
            ? ReadNumberText(map, "imaginary_energy", 0.001, 20.0)
            : throw new InvalidInputException($"{map.Source}: 'imaginary_energy' goes with method green only; finite differences know none");

    /// <summary>A text that can be quoted in one line of other files.</summary>
    private static string ReadLine(YamlMap map, string key) =>
        map.Text(key).Trim() is { Length: > 0 and <= 500 } text && !text.AsSpan().ContainsAny("\n\r\"\\")
            ? text
            : throw new InvalidInputException($"{map.Source}: '{key}' must be one line of at most 500 letters, without quotes and backslashes");

    /// <summary>The text of a number within limits, as it goes into the input.</summary>
    private static string ReadNumberText(YamlMap map, string key, double least, double most)
    {
        map.NumberBetween(key, least, most);
        return map.Text(key).Trim();
    }
}
