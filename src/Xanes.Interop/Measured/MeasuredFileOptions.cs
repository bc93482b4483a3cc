namespace Xanes.Interop;

/// <summary>How a file with measured spectra is read where it does not say so itself.</summary>
public sealed record MeasuredFileOptions
{
    /// <summary>
    /// Which column is what, as <c>energy=1 i0=2 itrans=4</c>: a role, <c>=</c>, and a column's 1-based number or its name; several that
    /// are summed as <c>ifluor=5+6+7</c>. Roles: energy, angle, mu, i0, itrans, irefer, ifluor, murefer. Empty: by the columns' names.
    /// </summary>
    public string Columns { get; init; } = "";

    /// <summary>Which signal is the absorption where a file has several.</summary>
    public AbsorptionSignal Signal { get; init; }

    /// <summary>The unit of the energies.</summary>
    public EnergyUnit Unit { get; init; }

    /// <summary>
    /// The lattice spacing of the monochromator in Å, for files whose axis is its angle in degrees; null: as the file says.
    /// </summary>
    public double? LatticeSpacing { get; init; }
}
