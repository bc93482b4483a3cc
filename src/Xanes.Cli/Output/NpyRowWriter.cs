using System.Runtime.InteropServices;
using Xanes.Cli.Rows;
using Xanes.Plugin.Arrays;

namespace Xanes.Cli.Output;

/// <summary>
/// Rows as a NumPy array, float32 [n, columns] row-major. The header leaves room for its first dimension to grow, so rows
/// go straight to the file and the header is written again at the end.
/// </summary>
internal sealed class NpyRowWriter<TRow> : IRowWriter<TRow>
{
    private readonly OutputFile _file;
    private readonly int _columns;
    private readonly Func<TRow, ReadOnlyMemory<float>> _values;
    private long _rows;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The length of a row.</param>
    /// <param name="values">A row's values.</param>
    public NpyRowWriter(string path, int columns, Func<TRow, ReadOnlyMemory<float>> values)
    {
        _file = new OutputFile(path);
        _columns = columns;
        _values = values;
        WriteHeader();
    }

    /// <inheritdoc/>
    public void Write(TRow row)
    {
        _file.Stream.Write(MemoryMarshal.AsBytes(_values(row).Span));
        _rows++;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit()
    {
        _file.Stream.Position = 0;
        WriteHeader();
        return _file.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void WriteHeader() => NpyWriter.WriteHeader<float>(_file.Stream, _rows, _columns);
}
