using Xanes.Interop;

namespace Xanes.Plugin.Fdmnes;

/// <summary>All of a calculation but the atoms: what makes the spectra of many structures comparable.</summary>
public sealed record FdmnesProtocol
{
    private static readonly HashSet<string> KnownKeys =
    [
        "id", "absorber", "elements", "edge", "edge_energy", "epsii_reference", "method", "range", "imaginary_energy", "radius",
        "self_consistent", "core_hole_width", "common_axis", "normalise_from",
    ];

    private FdmnesProtocol(YamlMap map)
    {
        if (map.Keys.FirstOrDefault(key => !KnownKeys.Contains(key)) is { } unknown)
        {
            throw new InvalidInputException($"{map.Source}: '{unknown}' is no key of a protocol; it knows {string.Join(", ", KnownKeys)}");
        }

        Source = map.Source;
        Id = map.Text("id");
        Absorber = ChemicalElement.AtomicNumber(map.Text("absorber"));
        Elements = [.. map.Texts("elements").Select(ChemicalElement.AtomicNumber)];
        Edge = map.Text("edge");
        EdgeEnergy = map.Number("edge_energy");
        EpsiiReference = map.Has("epsii_reference") ? map.Number("epsii_reference") : null;
        Method = map.Text("method") switch
        {
            "green" => FdmnesMethod.Green,
            "finite-differences" => FdmnesMethod.FiniteDifferences,
            var other => throw new InvalidInputException($"{map.Source}: 'method' must be 'green' or 'finite-differences', not '{other}'"),
        };
        Range = EnergyRange.Parse(map.Texts("range"), map.Source);
        Radius = map.Text("radius");
        ImaginaryEnergy = map.Has("imaginary_energy") ? map.Text("imaginary_energy") : null;
        IsSelfConsistent = map.Text("self_consistent", "false") switch
        {
            "true" => true,
            "false" => false,
            _ => throw new InvalidInputException($"{map.Source}: 'self_consistent' must be true or false"),
        };
        Widths = new ConvolutionWidths(map.Number("core_hole_width"));
        CommonAxis = map.Numbers("common_axis") is [var from, var to, var step] && to > from && step > 0.0
            ? new CommonAxis(from, to, step)
            : throw new InvalidInputException($"{map.Source}: 'common_axis' must be [from, to, step] in eV, ascending");
        NormaliseFrom = map.Number("normalise_from");
        CheckPhysics(map);
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

    /// <summary>The tabulated edge energy in eV.</summary>
    public double EdgeEnergy { get; }

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

    /// <summary>The widths that FDMNES convolves by.</summary>
    public ConvolutionWidths Widths { get; }

    /// <summary>The axis of the finished spectra.</summary>
    public CommonAxis CommonAxis { get; }

    /// <summary>The energy in eV from the Fermi level from which the mean absorption is the edge step.</summary>
    public double NormaliseFrom { get; }

    /// <summary>The normalisation in words, for cards.</summary>
    public string NormalisationText =>
        FormattableString.Invariant(
            $"absorption / mean(absorption where fermi_energy >= {NormaliseFrom} eV), then linear interpolation to the common axis");

    /// <summary>Reads a protocol that is shipped, or a protocol file.</summary>
    /// <param name="idOrPath">A name such as <c>ag-k-green-2</c>, or a path.</param>
    /// <exception cref="InvalidInputException">There is no such protocol, or it is not valid.</exception>
    public static FdmnesProtocol Open(string idOrPath) => From(FdmnesProtocols.Read(idOrPath));

    /// <summary>Takes a protocol from YAML.</summary>
    /// <exception cref="InvalidInputException">A key is missing, unknown or not valid.</exception>
    public static FdmnesProtocol From(YamlMap map) => new(map);

    /// <summary>The spectrum of a run on the common axis.</summary>
    /// <exception cref="XanesException">A site does not cover the axis, or the protocol has no reference yet.</exception>
    public float[] Spectrum(FdmnesResult result, ConvolutionWidths? widths = null) =>
        CommonAxis.Place(
            result.SiteSpectra(widths ?? Widths, Widths),
            EpsiiReference ?? throw new XanesException($"{Source}: has no epsii_reference; add the mean epsii of the first spectra, in eV"),
            NormaliseFrom);

    private void CheckPhysics(YamlMap map)
    {
        if (map.Number("radius") is < 1.0 or > 30.0)
        {
            throw new InvalidInputException($"{Source}: 'radius' must be 1 to 30 Å");
        }

        if (ImaginaryEnergy is not null && (map.Number("imaginary_energy") <= 0.0 || Method == FdmnesMethod.FiniteDifferences))
        {
            throw new InvalidInputException(
                $"{Source}: 'imaginary_energy' must be positive and goes with method green only; finite differences know none");
        }
    }
}
