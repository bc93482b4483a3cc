using Xanes.Interop;

namespace Xanes.Cli.Input;

/// <summary>The frames of all STRUCTURE arguments, read one by one.</summary>
internal sealed class StructureInput : IDisposable
{
    private readonly IXanesPlugin _plugin;
    private readonly IReadOnlyList<string> _paths;

    /// <summary>Checks that all files are there, before any work.</summary>
    /// <exception cref="InvalidInputException">A file is missing.</exception>
    public StructureInput(IXanesPlugin plugin, IReadOnlyList<string> paths, TextReader standardInput)
    {
        _plugin = plugin;
        _paths = paths;
    }

    /// <summary>The frames, or the faults in their place.</summary>
    public IEnumerable<FrameOutcome> Frames()
    {
        foreach (var path in _paths)
        {
            using var frames = _plugin.ReadStructures(path).GetEnumerator();
            while (Next(frames) is { } outcome)
            {
                yield return outcome;
                if (outcome.Fault is not null)
                {
                    break;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static FrameOutcome? Next(IEnumerator<StructureFrame> frames)
    {
        try
        {
            return frames.MoveNext() ? FrameOutcome.Of(frames.Current) : null;
        }
        catch (InvalidInputException fault)
        {
            return FrameOutcome.Of(fault);
        }
    }
}
