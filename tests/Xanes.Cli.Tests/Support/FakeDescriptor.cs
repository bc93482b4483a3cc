using Xanes.Interop;

namespace Xanes.Cli.Tests.Support;

/// <summary>A vector of three: the number of atoms, the absorber's index and its x coordinate; argon is bad input.</summary>
internal sealed class FakeDescriptor(DescriptorSpec spec) : IDescriptor
{
    public DescriptorSpec Spec => spec;

    public int Length => 3;

    public IReadOnlyList<string> Labels { get; } = ["atoms", "absorber", "p(O,Ag) x"];

    public DescriptorTally Describe(StructureView structure, int absorber, Span<float> destination)
    {
        if (structure.AtomicNumbers.Contains(18))
        {
            throw new InvalidInputException("atom 0 (Ar) is not listed");
        }

        destination[0] = structure.Count;
        destination[1] = absorber;
        destination[2] = (float)structure.Positions[3 * absorber];
        return new DescriptorTally(structure.Count - 1, 2, 1);
    }

    public IReadOnlyList<InvalidInputException> DescribeMany(
        ISiteList sites, Memory<float> destination, Memory<DescriptorTally> tallies = default, BatchOptions? options = null)
    {
        for (var site = 0; site < sites.Count; site++)
        {
            tallies.Span[site] = Describe(sites.Structure(site), sites.Absorber(site), destination.Span.Slice(site * Length, Length));
        }

        return [];
    }
}
