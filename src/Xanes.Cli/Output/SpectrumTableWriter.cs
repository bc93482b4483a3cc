using System.Globalization;
using Spectre.Console;
using Xanes.Cli.Rows;
using Xanes.Interop;
using Xanes.Plugin;

namespace Xanes.Cli.Output;

/// <summary>A short table of spectra for people: every few energies of the first few rows.</summary>
internal sealed class SpectrumTableWriter(Terminal terminal, ModelInfo model) : IRowWriter<SpectrumRow>
{
    private const int MaximumColumns = 5;
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
        var table = Tables.New(0, [
            "Energy (eV)",
            "Photon energy (eV)",
            .. _shown.SelectMany(HeadsOf)]);
        for (var point = 0; point < energies.Length; point += step)
        {
            table.AddRow([
                Text(energies[point], "0.0"),
                Text(model.PhotonEnergy(energies[point]), "0.0"),
                .. _shown.SelectMany(row => ColumnsOf(row).Select(column => Text(column.Span[point], "0.0000")))]);
        }

        terminal.Out.WriteLine($"Normalised absorption at the {model.Absorber} {model.Edge} edge, model {model.Id}");
        Tables.Print(table, terminal);
        var more = _rows > _shown.Count ? $"{_rows - _shown.Count} more spectra are not shown. " : "";
        var part = step == 1 ? "" : $"One in {step} of {energies.Length} energies. ";
        terminal.Out.WriteLine($"{more}{part}-o s.csv, s.npy, s.npz, s.json or s.xdi writes all; --plot s.png draws them.");
        return [];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static ReadOnlyMemory<float>[] ColumnsOf(SpectrumRow row) =>
        row.SpreadOverFrames.IsEmpty ? [row.Intensities] : [row.Intensities, row.SpreadOverFrames];

    private static string[] HeadsOf(SpectrumRow row)
    {
        var label = row.Label;
        var inside = $"{row.Sites.Inside} of {Counted.Of(row.Sites.All, "site")}\ninside";
        if (label.Frames is { } frames)
        {
            return [$"{label.Stem}\nmean of\n{Counted.Of(frames, "frame")}\n{inside}", $"{label.Stem}\nspread over\n{Counted.Of(frames, "frame")}"];
        }

        var start = $"{label.Stem}\nframe {label.Frame}\n";
        return [label.Absorbers is [var atom] ? $"{start}atom {atom}" : $"{start}mean\n{inside}"];
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
