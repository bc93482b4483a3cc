using Xanes.Cli.Input;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Rows;

/// <summary>Frames in, vectors out. A frame gives all its rows or none.</summary>
internal sealed class DescriptorRows(IDescriptor descriptor, AbsorberRule absorbers, FaultPolicy faults, CancellationToken cancellation)
{
    /// <summary>The rows of the frames, in order.</summary>
    /// <exception cref="InvalidInputException">A frame is bad and the run does not keep going.</exception>
    public IEnumerable<DescriptorRow> From(IEnumerable<FrameResult> frames)
    {
        foreach (var outcome in frames)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var row in Describe(outcome))
            {
                yield return row;
            }
        }
    }

    private IReadOnlyList<DescriptorRow> Describe(FrameResult outcome)
    {
        if (outcome.Frame is not { } frame)
        {
            faults.Handle(outcome.Fault!);
            return [];
        }

        try
        {
            return [.. absorbers.Resolve(frame).Select(absorber => Describe(frame, absorber))];
        }
        catch (InvalidInputException fault)
        {
            faults.Handle(fault.At(frame.Place));
            return [];
        }
    }

    private DescriptorRow Describe(StructureFrame frame, int absorber)
    {
        var values = new float[descriptor.Length];
        var tally = descriptor.Describe(frame.Structure.View, absorber, values);
        return new DescriptorRow(new RowLabel(frame.Source, frame.Index, [absorber]), values, tally);
    }
}
