using Xanes.Cli.Input;
using Xanes.Cli.Rows;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Fdmnes;

/// <summary>Turns structures into calculations.</summary>
/// <param name="protocol">The protocol of all.</param>
/// <param name="absorbers">Which atoms absorb.</param>
/// <param name="cutoff">The radius in Å to cut clusters at; null to compute the structures as they are.</param>
/// <param name="faults">What bad frames do.</param>
internal sealed class CalculationList(FdmnesProtocol protocol, AbsorberRule absorbers, double? cutoff, FaultPolicy faults)
{
    /// <summary>The calculations: one for each absorber, but one for all of a crystal's where all were asked for.</summary>
    /// <exception cref="InvalidInputException">A frame is at fault and bad frames are not left out.</exception>
    public IReadOnlyList<Calculation> Of(IEnumerable<FrameResult> frames)
    {
        var calculations = new List<Calculation>();
        foreach (var result in frames)
        {
            try
            {
                calculations.AddRange(OfFrame(result.FrameOrThrow()));
            }
            catch (InvalidInputException fault)
            {
                faults.Handle(fault);
            }
        }

        return calculations;
    }

    private Calculation[] OfFrame(StructureFrame frame)
    {
        try
        {
            var indices = absorbers.Resolve(frame);
            var isCrystal = cutoff is null && frame.Structure.Periodic == PeriodicDirections.All;
            return isCrystal && indices.Length > 1
                ? [Make(frame, null, FdmnesInput.OfCrystal(protocol, frame.Structure, AbsorberSelection.Element(protocol.Absorber)))]
                : [.. indices.Select(index => Make(frame, index, isCrystal
                    ? FdmnesInput.OfCrystal(protocol, frame.Structure, AbsorberSelection.Index(index))
                    : FdmnesInput.OfCluster(protocol, Cut(frame.Structure, index))))];
        }
        catch (InvalidInputException fault) when (!fault.Message.StartsWith(frame.Source, StringComparison.Ordinal))
        {
            throw fault.At(frame.Place);
        }
    }

    private AbsorberSite Cut(AtomicStructure structure, int absorber)
    {
        if (cutoff is { } radius)
        {
            return new AbsorberSite(ClusterCut.ToStructure(structure.AtomicNumbers[absorber], ClusterCut.Within(structure, absorber, radius)), 0);
        }

        return structure.Periodic == PeriodicDirections.None
            ? new AbsorberSite(structure, absorber)
            : throw new InvalidInputException("the structure is periodic in some directions only; cut a cluster out of it with --cluster R");
    }

    private static Calculation Make(StructureFrame frame, int? absorber, FdmnesInput input) => new(frame.Source, frame.Index, absorber, input);
}
