using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>
/// Spectra as comma-separated columns: energy (from the edge energy, eV), calibrated photon energy (eV), then one column a row, and behind
/// that of a mean over frames their spread. Columns can only be written once all rows are known, so their values are kept.
/// </summary>
internal sealed class SpectrumCsvWriter(TextOutput output, ModelInfo model) : IRowWriter<SpectrumRow>
{
    private readonly List<string> _names = [];
    private readonly List<ReadOnlyMemory<float>> _columns = [];

    /// <inheritdoc/>
    public void Write(SpectrumRow row)
    {
        _names.Add(CsvText.Field(row.Label.ColumnName));
        _columns.Add(row.Intensities);
        if (!row.SpreadOverFrames.IsEmpty)
        {
            _names.Add(CsvText.Field($"{row.Label.ColumnName}_spread"));
            _columns.Add(row.SpreadOverFrames);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit()
    {
        output.Writer.WriteLine(string.Join(',', _names.Prepend("photon_energy_eV").Prepend("energy_eV")));
        for (var point = 0; point < model.Energies.Length; point++)
        {
            output.Writer.Write(CsvText.Field(model.Energies.Span[point]));
            output.Writer.Write(',');
            output.Writer.Write(CsvText.Field(Math.Round(model.PhotonEnergy(model.Energies.Span[point]), 6)));
            foreach (var column in _columns)
            {
                output.Writer.Write(',');
                output.Writer.Write(CsvText.Field(column.Span[point]));
            }

            output.Writer.WriteLine();
        }

        return output.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}
