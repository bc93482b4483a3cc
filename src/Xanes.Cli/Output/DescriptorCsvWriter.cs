using Xanes.Cli.Rows;

namespace Xanes.Cli.Output;

/// <summary>Vectors as comma-separated lines under a line of their labels.</summary>
internal sealed class DescriptorCsvWriter : IRowWriter<DescriptorRow>
{
    private readonly TextOutput _output;

    /// <summary>Writes the labels.</summary>
    public DescriptorCsvWriter(TextOutput output, IReadOnlyList<string> labels)
    {
        _output = output;
        _output.Writer.WriteLine(string.Join(',', labels.Select(CsvText.Field)));
    }

    /// <inheritdoc/>
    public void Write(DescriptorRow row) => _output.Writer.WriteLine(string.Join(',', row.Values.Select(CsvText.Field)));

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit() => _output.Commit();

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();
}
