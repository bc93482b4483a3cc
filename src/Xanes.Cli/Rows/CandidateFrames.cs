using Xanes.Cli.Input;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Rows;

/// <summary>Frames in, candidates with their absorbers out.</summary>
internal sealed class CandidateFrames(AbsorberRule absorbers, FaultPolicy faults)
{
    /// <summary>The candidates of the frames, in order.</summary>
    /// <exception cref="InvalidInputException">A frame is bad and the run does not keep going.</exception>
    public IEnumerable<ComparisonCandidate> From(IEnumerable<FrameResult> frames)
    {
        foreach (var outcome in frames)
        {
            if (Candidate(outcome) is { } candidate)
            {
                yield return candidate;
            }
        }
    }

    private FrameCandidate? Candidate(FrameResult outcome)
    {
        try
        {
            var frame = outcome.FrameOrThrow();
            return new FrameCandidate(new RowLabel(frame.Source, frame.Index, absorbers.Resolve(frame)), frame);
        }
        catch (InvalidInputException fault)
        {
            faults.Handle(outcome.Frame is { } frame ? fault.At(frame.Place) : fault);
            return null;
        }
    }
}
