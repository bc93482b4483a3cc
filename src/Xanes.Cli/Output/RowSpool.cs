using System.Runtime.InteropServices;
using Xanes.Plugin.Arrays;

namespace Xanes.Cli.Output;

/// <summary>Rows of numbers that wait in a file until their number is known. The file goes with it.</summary>
/// <param name="path">The file that they are for, whose folder holds them.</param>
internal sealed class RowSpool(string path) : IDisposable
{
    private OutputFile? _file;

    /// <summary>Adds a row; an empty one adds nothing.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        if (!values.IsEmpty)
        {
            (_file ??= new OutputFile(path)).Stream.Write(MemoryMarshal.AsBytes(values));
        }
    }

    /// <summary>Writes the rows as an array, float32 [rows, columns]; nothing where there was no row.</summary>
    public void WriteTo(NpzWriter arrays, string name, long rows, long columns)
    {
        if (_file is { } file)
        {
            file.Stream.Position = 0;
            arrays.Copy<float>(name, file.Stream, rows, columns);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
