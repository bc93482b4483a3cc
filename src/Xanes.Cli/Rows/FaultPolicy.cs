using Xanes.Cli.Input;
using Xanes.Interop;

namespace Xanes.Cli.Rows;

/// <summary>What a bad frame does to the run: it ends it, or is left out and listed.</summary>
/// <param name="session">Takes the list, line by line.</param>
/// <param name="keepGoing">Whether bad frames are left out.</param>
internal sealed class FaultPolicy(Session session, bool keepGoing)
{
    private readonly List<string> _leftOut = [];

    /// <summary>Whether bad frames are left out.</summary>
    public bool KeepsGoing => keepGoing;

    /// <summary>The messages of the frames that were left out.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>The rows of frames in order; takes note of those that have none.</summary>
    /// <exception cref="InvalidInputException">A frame's fault, unless the run keeps going.</exception>
    public IEnumerable<TRow> RowsOf<TRow>(IEnumerable<IReadOnlyList<FrameRows<TRow>>> frames)
    {
        foreach (var frame in frames.SelectMany(batch => batch))
        {
            if (frame.Fault is not null)
            {
                Handle(frame.Fault);
            }

            foreach (var row in frame.Rows)
            {
                yield return row;
            }
        }
    }

    /// <summary>Takes note of a bad frame.</summary>
    /// <exception cref="InvalidInputException">The fault itself, unless the run keeps going.</exception>
    public void Handle(InvalidInputException fault)
    {
        if (!keepGoing)
        {
            throw fault;
        }

        var message = NeighbourRemedy.Worded(fault, changesNeighbours: true).Message;
        _leftOut.Add(message);
        session.Terminal.Error.WriteLine($"xanes: left out: {message.ReplaceLineEndings(" ")}");
    }
}
