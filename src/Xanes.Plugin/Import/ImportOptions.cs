namespace Xanes.Plugin.Import;

/// <summary>What to import, and what the files do not say themselves.</summary>
public sealed record ImportOptions
{
    /// <summary>Files and folders, at least one.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The data set's folder, which must not hold one yet.</summary>
    public required string Folder { get; init; }

    /// <summary>The symbol of the absorbing element.</summary>
    public required string Absorber { get; init; }

    /// <summary>The absorption edge.</summary>
    public string Edge { get; init; } = "K";

    /// <summary>The tabulated edge energy in eV, which the data set's energies count from.</summary>
    public required double EdgeEnergy { get; init; }

    /// <summary>What the sources' energies count from.</summary>
    public ImportedEnergies Energies { get; init; }

    /// <summary>The data set's energies: start, end and step in eV from the edge energy; null takes what all spectra cover.</summary>
    public (double Start, double End, double Step)? Grid { get; init; }

    /// <summary>What all intensities are divided by; null where they are in edge steps.</summary>
    public double? EdgeStep { get; init; }

    /// <summary>Whether each spectrum is normalised and flattened by lines below and above its own edge.</summary>
    public bool Flatten { get; init; }

    /// <summary>Where the spectra come from, in words, for the data set's facts.</summary>
    public string? Source { get; init; }

    /// <summary>Their licence, in words.</summary>
    public string? Licence { get; init; }
}
