using System.Globalization;
using Spectre.Console;
using Xanes.Cli.Rows;

namespace Xanes.Cli.Output;

/// <summary>A short table of vectors for people: what each counted, not its values.</summary>
internal sealed class DescriptorTableWriter(Terminal terminal, int length) : IRowWriter<DescriptorRow>
{
    private const int MaximumRows = 20;

    private readonly Table _table = Tables.New(1, "Structure", "Frame", "Absorber", "Neighbours", "Ignored", "Below r_min", "Sum");
    private int _rows;

    /// <inheritdoc/>
    public void Write(DescriptorRow row)
    {
        if (_rows++ < MaximumRows)
        {
            _table.AddRow(
                Markup.Escape(Path.GetFileName(row.Label.Source)),
                Text(row.Label.Frame),
                row.Label.AbsorberText,
                Text(row.Tally.Neighbours),
                Text(row.Tally.Ignored),
                Text(row.Tally.BelowMinimum),
                row.Values.Sum(value => (double)value).ToString("0.###", CultureInfo.InvariantCulture));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit()
    {
        var more = _rows > MaximumRows ? $"{_rows - MaximumRows} more rows are not shown. " : "";
        Tables.Print(_table, terminal);
        terminal.Out.WriteLine($"{more}Each row is a vector of {length} values; -o x.npy, x.csv or x.json writes them.");
        return [];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
