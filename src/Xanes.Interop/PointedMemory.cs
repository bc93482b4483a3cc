using System.Buffers;

namespace Xanes.Interop;

/// <summary>An array of another program's as <see cref="Memory{T}"/>: results are written where the caller wants them.</summary>
/// <param name="address">The first value; it must stay valid and in place while the memory is used.</param>
/// <param name="length">The number of values.</param>
public sealed unsafe class PointedMemory<T>(nint address, int length) : MemoryManager<T>
    where T : unmanaged
{
    /// <inheritdoc/>
    public override Span<T> GetSpan() => new((void*)address, length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new((T*)address + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
