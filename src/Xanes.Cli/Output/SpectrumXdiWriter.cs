using System.Globalization;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>
/// Spectra in the XAS Data Interchange format 1.0 (github.com/XraySpectroscopy/XAS-Data-Interchange), one file a row, on
/// the photon-energy axis. With several rows the files' names end in -0001, -0002, ...; they take these names when all are written.
/// </summary>
internal sealed class SpectrumXdiWriter(string path, ModelInfo model) : IRowWriter<SpectrumRow>
{
    private readonly List<TextOutput> _files = [];
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

        return [.. _files.SelectMany(file => file.Commit())];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private string Numbered(int number) =>
        Path.Combine(
            Path.GetDirectoryName(path) ?? "",
            string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}-{number:0000}{Path.GetExtension(path)}"));

    private void WriteFile(string file, SpectrumRow row)
    {
        var output = TextOutput.ToFile(file);
        _files.Add(output);
        foreach (var line in XdiHeader.Lines(model, row))
        {
            output.Writer.WriteLine(line);
        }

        for (var point = 0; point < model.Energies.Length; point++)
        {
            var sigma = row.Uncertainty.IsEmpty ? "" : $"  {Number(row.Uncertainty.Span[point])}";
            var spread = row.SpreadOverFrames.IsEmpty ? "" : $"  {Number(row.SpreadOverFrames.Span[point])}";
            output.Writer.WriteLine($"  {Number(model.PhotonEnergy(model.Energies.Span[point]))}  {Number(row.Intensities.Span[point])}{sigma}{spread}");
        }

        output.Close();
    }

    private static string Number(double value) => value.ToString("0.000000", CultureInfo.InvariantCulture);
}
