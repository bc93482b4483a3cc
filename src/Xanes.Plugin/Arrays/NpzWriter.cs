using System.IO.Compression;

namespace Xanes.Plugin.Arrays;

/// <summary>Writes NumPy's .npz format, arrays by name in a zip archive without compression, as <c>numpy.savez</c> does.</summary>
/// <param name="stream">The file; it stays open.</param>
public sealed class NpzWriter(Stream stream) : IDisposable
{
    private readonly ZipArchive _archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Writes an array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The values, row-major.</param>
    /// <param name="shape">The length of each axis.</param>
    public void Write<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        using var entry = Open(name);
        NpyWriter.Write(entry, values, shape);
    }

    /// <summary>Writes a list of texts [n], which NumPy reads without pickle.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="texts">The texts.</param>
    public void Write(string name, IReadOnlyList<string> texts)
    {
        using var entry = Open(name);
        NpyWriter.Write(entry, texts);
    }

    /// <summary>Writes an array whose values, row-major, are the rest of a stream; they are not held in memory.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The values.</param>
    /// <param name="shape">The length of each axis.</param>
    public void Copy<T>(string name, Stream values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        using var entry = Open(name);
        NpyWriter.WriteHeader<T>(entry, shape);
        values.CopyTo(entry);
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private Stream Open(string name) => _archive.CreateEntry($"{name}.npy", CompressionLevel.NoCompression).Open();
}
