using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Structures;

/// <summary>Cuts clusters from cells of every shape and compares them with ASE's neighbour lists.</summary>
public class AseNeighbourTests
{
    private static readonly StructureFrame[] Frames = [.. StructureReader.Read(StructureFiles.Good("periodic-cells.extxyz"))];

    private static readonly AseNeighbours[] Neighbours = AseNeighbours.All();

    [TestCaseSource(nameof(Ids))]
    public void A_cluster_holds_the_neighbours_that_ASE_finds(string id)
    {
        var expected = Neighbours.Single(neighbours => neighbours.Id == id);
        var structure = Frames.Single(frame => frame.Info["id"] == id).Structure;
        var cluster = new Cluster();

        ClusterBuilder.Build(structure.View, expected.Absorber, new ClusterSpec(expected.Cutoff, [8, 14, 47], false), cluster);

        var found = Enumerable.Range(0, cluster.Count)
            .Select(atom => (Radius: Math.Round(cluster.Radius[atom], 6), AtomicNumber: structure.AtomicNumbers[cluster.Source[atom]]))
            .Order().ToList();
        var wanted = expected.Distances.Zip(expected.AtomicNumbers, (distance, atomicNumber) => (Math.Round(distance, 6), atomicNumber)).Order().ToList();
        Assert.That(found.Select(atom => atom.AtomicNumber), Is.EqualTo(wanted.Select(atom => atom.atomicNumber)));
        Assert.That(found.Select(atom => atom.Radius), Is.EqualTo(wanted.Select(atom => atom.Item1)).Within(1.5e-6));
    }

    private static IEnumerable<string> Ids() => Neighbours.Select(neighbours => neighbours.Id);
}
