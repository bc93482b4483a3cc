using System.Globalization;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>
/// The header of a spectrum in the XAS Data Interchange format 1.0: what its dictionary names, and what is known besides in the name
/// space <c>Xanes</c>. <c>python/xanes/xdi.py</c> writes the same.
/// </summary>
internal static class XdiHeader
{
    /// <summary>The field of the monochromator's spacing, in Å, which the format requires.</summary>
    public const string DSpacing = "Mono.d_spacing";

    /// <summary>The header of a predicted spectrum.</summary>
    /// <param name="model">The model that predicted it.</param>
    /// <param name="row">The spectrum.</param>
    public static IEnumerable<string> Lines(ModelInfo model, SpectrumRow row) =>
        Lines(
            ["energy", "mu", .. Column("sigma", row.Uncertainty), .. Column("spread_over_frames", row.SpreadOverFrames)],
            Fields(model, row),
            ["Computed by a model, not measured"]);

    /// <summary>The version line, the fields, comments and the columns' labels.</summary>
    /// <param name="columns">The labels; the first column holds photon energies in eV.</param>
    /// <param name="fields">The fields, columns left out; empty ones are.</param>
    /// <param name="comments">Lines for people, without a colon, which one of the readers cuts them at.</param>
    public static IEnumerable<string> Lines(
        IReadOnlyList<string> columns, IEnumerable<(string Name, string Value)> fields, IEnumerable<string> comments) =>
    [
        $"# XDI/1.0 Xanes/{ProgramVersion.Text}",
        .. columns.Select((column, index) => $"# Column.{index + 1}: {column}{(index == 0 ? " eV" : "")}"),
        .. fields.SelectMany(field => XdiField.Lines(field.Name, field.Value)),
        "# ///",
        .. comments.Select(comment => $"# {comment}"),
        // Larch looks for the dashes right behind the sign.
        "#----------",
        $"# {string.Join(' ', columns)}",
    ];

    private static string[] Column(string name, ReadOnlyMemory<float> values) => values.IsEmpty ? [] : [name];

    private static (string Name, string Value)[] Fields(ModelInfo model, SpectrumRow row)
    {
        var monochromator = XdiMonochromator.Nominal(model.PhotonEnergy(model.Energies.Span[0]));
        return
        [
            ("Element.symbol", model.Absorber),
            ("Element.edge", model.Edge),
            ("Scan.edge_energy", $"{Number(model.EdgeEnergy)} eV"),
            ("Mono.name", $"{monochromator.Name}; nominal, as the spectrum is computed"),
            (DSpacing, Number(monochromator.Spacing)),
            ("Sample.name", row.Label.Title),
            ("Xanes.origin", "predicted by a model; not a measurement"),
            ("Xanes.model", model.Id),
            ("Xanes.structure", row.Label.Source),
            row.Label.Frames is { } frames
                ? ("Xanes.frame_count", frames.ToString(CultureInfo.InvariantCulture))
                : ("Xanes.frame", row.Label.Frame.ToString(CultureInfo.InvariantCulture)),
            ("Xanes.absorber_count", row.Label.Absorbers.Count.ToString(CultureInfo.InvariantCulture)),
            ("Xanes.absorber", string.Join(' ', row.Label.Absorbers)),
            ("Xanes.normalisation", model.Normalisation),
            ("Xanes.broadening", model.Broadening?.ToString() ?? "as in the training data"),
            ("Xanes.energy_axis", EnergyAxis(model)),
            ("Xanes.domain", $"{(row.Domain.IsInside ? "inside" : "outside")} ({row.Domain.Reason})"),
        ];
    }

    private static string EnergyAxis(ModelInfo model) => model.EnergyCalibration is { } calibration
        ? FormattableString.Invariant(
            $"photon energy of a calibrated beamline: computed {calibration:+0.###;-0.###} eV{(model.Calibration is { } words ? $" ({words})" : "")}")
        : "photon energy, absolute up to a constant";

    private static string Number(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);
}
