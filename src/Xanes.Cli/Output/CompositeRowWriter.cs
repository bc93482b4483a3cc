using Xanes.Cli.Rows;

namespace Xanes.Cli.Output;

/// <summary>Hands each row to several writers.</summary>
internal sealed class CompositeRowWriter<TRow>(IReadOnlyList<IRowWriter<TRow>> writers) : IRowWriter<TRow>
{
    /// <inheritdoc/>
    public void Write(TRow row)
    {
        foreach (var writer in writers)
        {
            writer.Write(row);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit() => [.. writers.SelectMany(writer => writer.Commit())];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var writer in writers)
        {
            writer.Dispose();
        }
    }
}
