using System.Globalization;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>
/// Spectra in the XAS Data Interchange format 1.0 (github.com/XraySpectroscopy/XAS-Data-Interchange), one file a row, on
/// the photon-energy axis. With several rows the files' names end in -0001, -0002, ...
/// </summary>
/// <remarks>
/// The format asks for a monochromator's d-spacing only where the axis is an angle, and keeps the lines after
/// <c>///</c> for people, so what is known of a row stands in fields of the name space <c>Xanes</c>.
/// </remarks>
internal sealed class SpectrumXdiWriter(string path, ModelInfo model) : IRowWriter<SpectrumRow>
{
    private readonly List<string> _written = [];
    private SpectrumRow? _first;
    private int _rows;

    /// <inheritdoc/>
    public void Write(SpectrumRow row)
    {
        if (_rows == 0)
        {
            _first = row;
        }
        else
        {
            if (_first is { } first)
            {
                WriteFile(Numbered(1), first);
                _first = null;
            }

            WriteFile(Numbered(_rows + 1), row);
        }

        _rows++;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit()
    {
        if (_first is { } only)
        {
            WriteFile(path, only);
            _first = null;
        }

        return _written;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private string Numbered(int number) =>
        Path.Combine(
            Path.GetDirectoryName(path) ?? "",
            string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}-{number:0000}{Path.GetExtension(path)}"));

    private void WriteFile(string file, SpectrumRow row)
    {
        using var output = TextOutput.ToFile(file);
        WriteHeader(output.Writer, row);
        for (var point = 0; point < model.Energies.Length; point++)
        {
            var sigma = row.Uncertainty.IsEmpty ? "" : $"  {Number(row.Uncertainty.Span[point])}";
            output.Writer.WriteLine($"  {Number(model.EdgeEnergy + model.Energies.Span[point])}  {Number(row.Intensities.Span[point])}{sigma}");
        }

        _written.AddRange(output.Commit());
    }

    private void WriteHeader(TextWriter text, SpectrumRow row)
    {
        string[] columns = row.Uncertainty.IsEmpty ? ["energy", "normtrans"] : ["energy", "normtrans", "sigma"];
        text.WriteLine($"# XDI/1.0 Xanes/{ProgramVersion.Text}");
        for (var i = 0; i < columns.Length; i++)
        {
            text.WriteLine($"# Column.{i + 1}: {columns[i]}{(i == 0 ? " eV" : "")}");
        }

        var domain = row.Domain;
        (string Name, string Value)[] fields =
        [
            ("Element.symbol", model.Absorber),
            ("Element.edge", model.Edge),
            ("Scan.edge_energy", $"{Number(model.EdgeEnergy)} eV"),
            ("Sample.name", row.Label.Title),
            ("Xanes.origin", "predicted by a model; not a measurement"),
            ("Xanes.model", model.Id),
            ("Xanes.structure", row.Label.Source),
            ("Xanes.frame", row.Label.Frame.ToString(CultureInfo.InvariantCulture)),
            ("Xanes.absorber", string.Join(' ', row.Label.Absorbers)),
            ("Xanes.normalisation", model.Normalisation),
            ("Xanes.energy_axis", "photon energy, absolute up to a constant"),
            ("Xanes.domain", $"{(domain.IsInside ? "inside" : "outside")} ({domain.Reason})"),
        ];
        foreach (var (name, value) in fields)
        {
            text.WriteLine($"# {name}: {value.ReplaceLineEndings(" ")}");
        }

        text.WriteLine("# ///");
        text.WriteLine("# ---");
        text.WriteLine($"# {string.Join(' ', columns)}");
    }

    private static string Number(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);
}
