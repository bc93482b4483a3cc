using System.Globalization;
using Spectre.Console;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>A short table of spectra for people: every few energies of the first few rows.</summary>
internal sealed class SpectrumTableWriter(TextWriter output, ModelInfo model) : IRowWriter<SpectrumRow>
{
    private const int MaximumColumns = 6;
    private const int MaximumLines = 35;

    private readonly List<SpectrumRow> _shown = [];
    private int _rows;

    /// <inheritdoc/>
    public void Write(SpectrumRow row)
    {
        _rows++;
        if (_shown.Count < MaximumColumns)
        {
            _shown.Add(row);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit()
    {
        var energies = model.Energies.Span;
        var step = Math.Max(1, (energies.Length + MaximumLines - 1) / MaximumLines);
        var table = Tables.New([
            "Energy (eV)",
            "Photon energy (eV)",
            .. _shown.Select(row => $"{Path.GetFileNameWithoutExtension(row.Label.Source)}\nframe {row.Label.Frame}\natom {row.Label.AbsorberText}")]);
        for (var point = 0; point < energies.Length; point += step)
        {
            table.AddRow([
                Text(energies[point], "0.0"),
                Text(model.EdgeEnergy + energies[point], "0.0"),
                .. _shown.Select(row => Text(row.Intensities.Span[point], "0.0000"))]);
        }

        var more = _rows > _shown.Count ? $"{_rows - _shown.Count} more spectra are not shown. " : "";
        table.Title($"Normalised absorption at the {Markup.Escape(model.Absorber)} {Markup.Escape(model.Edge)} edge, model {Markup.Escape(model.Id)}");
        table.Caption($"{more}Every {Ordinal(step)} of {energies.Length} energies; -o x.csv, x.npy, x.json or x.xdi writes all, --plot x.png draws them.");
        Tables.Print(table, output);
        return [];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Ordinal(int step) => step switch
    {
        1 => "one",
        2 => "second",
        3 => "third",
        _ => $"{step}th",
    };
}
