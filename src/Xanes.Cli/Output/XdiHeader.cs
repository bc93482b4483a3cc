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
    /// <summary>The version line, the fields, a comment and the columns' labels.</summary>
    /// <param name="model">The model that predicted it.</param>
    /// <param name="row">The spectrum.</param>
    public static IEnumerable<string> Lines(ModelInfo model, SpectrumRow row)
    {
        string[] columns = row.Uncertainty.IsEmpty ? ["energy", "mu"] : ["energy", "mu", "sigma"];
        return
        [
            $"# XDI/1.0 Xanes/{ProgramVersion.Text}",
            .. columns.Select((column, index) => $"# Column.{index + 1}: {column}{(index == 0 ? " eV" : "")}"),
            .. Fields(model, row).SelectMany(field => XdiField.Lines(field.Name, field.Value)),
            "# ///",
            "# Computed by a model, not measured",
            "#----------",
            $"# {string.Join(' ', columns)}",
        ];
    }

    private static (string Name, string Value)[] Fields(ModelInfo model, SpectrumRow row)
    {
        var (crystal, spacing) = XdiMonochromator.Nominal(model.EdgeEnergy + model.Energies.Span[0]);
        return
        [
            ("Element.symbol", model.Absorber),
            ("Element.edge", model.Edge),
            ("Scan.edge_energy", $"{Number(model.EdgeEnergy)} eV"),
            ("Mono.name", $"{crystal}; nominal, as the spectrum is computed"),
            ("Mono.d_spacing", Number(spacing)),
            ("Sample.name", row.Label.Title),
            ("Xanes.origin", "predicted by a model; not a measurement"),
            ("Xanes.model", model.Id),
            ("Xanes.structure", row.Label.Source),
            ("Xanes.frame", row.Label.Frame.ToString(CultureInfo.InvariantCulture)),
            ("Xanes.absorber_count", row.Label.Absorbers.Count.ToString(CultureInfo.InvariantCulture)),
            ("Xanes.absorber", string.Join(' ', row.Label.Absorbers)),
            ("Xanes.normalisation", model.Normalisation),
            ("Xanes.energy_axis", "photon energy, absolute up to a constant"),
            ("Xanes.domain", $"{(row.Domain.IsInside ? "inside" : "outside")} ({row.Domain.Reason})"),
        ];
    }

    private static string Number(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);
}
