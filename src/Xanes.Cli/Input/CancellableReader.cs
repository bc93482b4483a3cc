using Xanes.Plugin.Files;

namespace Xanes.Cli.Input;

/// <summary>Text that may be long in coming: a read ends when the run is cancelled.</summary>
/// <param name="text">The text; closed with this reader.</param>
/// <param name="cancellation">Ends a read that waits.</param>
internal sealed class CancellableReader(TextReader text, CancellationToken cancellation) : TextReader
{
    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        // A read that is left to itself must not write where the caller goes on.
        var own = new char[buffer.Length];
        var read = BlockingCall.Wait(() => text.Read(own), cancellation);
        own.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    /// <inheritdoc/>
    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    /// <inheritdoc/>
    public override int Peek() => throw new NotSupportedException("Text that may be long in coming is read, not looked at.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // A reader that a read was left to is still in use.
        if (disposing && !cancellation.IsCancellationRequested)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }
}
