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

    /// <summary>Reads options from a JSON object: <c>columns</c> (a text), <c>signal</c> (automatic, transmission, fluorescence, reference), <c>unit</c> (automatic, eV,
    /// keV), <c>d_spacing</c> (Å).</summary>
    /// <param name="json">The text; null or empty for all defaults.</param>
    /// <exception cref="InvalidInputException">It is no such object.</exception>
    public static MeasuredFileOptions Parse(string? json)
    {
        var options = OptionsObject.Parse(json, "reading a measured spectrum", "columns", "signal", "unit", "d_spacing");
        return new MeasuredFileOptions
        {
            Columns = options.Text("columns") ?? "",
            Signal = options.Choice(
                "signal",
                AbsorptionSignal.Automatic,
                ("automatic", AbsorptionSignal.Automatic),
                ("transmission", AbsorptionSignal.Transmission),
                ("fluorescence", AbsorptionSignal.Fluorescence),
                ("reference", AbsorptionSignal.Reference)),
            Unit = options.Choice(
                "unit", EnergyUnit.Automatic, ("automatic", EnergyUnit.Automatic), ("eV", EnergyUnit.ElectronVolt), ("keV", EnergyUnit.KiloElectronVolt)),
            LatticeSpacing = options.Number("d_spacing"),
        };
    }
}
