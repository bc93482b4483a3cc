using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Structures;

public sealed class ClusterBuilderTests
{
    [Test]
    public void An_absorber_s_own_images_belong_to_its_cluster()
    {
        var chain = new AtomicStructure([47], [0.3, 0.1, 0.2], [2.5, 0, 0, 0, 0, 0, 0, 0, 0], PeriodicDirections.A);
        var cluster = new Cluster();

        ClusterBuilder.Build(chain.View, 0, new ClusterSpec(5.0, [47], ignoreUnlisted: false), cluster);

        Assert.That(cluster.Radius.ToArray().Order(), Is.EqualTo(new[] { 2.5, 2.5, 5.0, 5.0 }));
        Assert.That(cluster.Source.ToArray(), Is.All.Zero);
    }

    [Test]
    public void An_image_that_overlaps_its_own_atom_is_an_error()
    {
        var chain = new AtomicStructure([47], [0, 0, 0], [0.4, 0, 0, 0, 0, 0, 0, 0, 0], PeriodicDirections.A);

        var fault = Assert.Throws<InvalidInputException>(
            () => ClusterBuilder.Build(chain.View, 0, new ClusterSpec(5.0, [47], ignoreUnlisted: false), new Cluster()));

        Assert.That(fault!.Message, Does.Contain("atom 0 (Ag) is 0.4 Å from its own periodic image"));
    }

    [Test]
    public void A_periodic_atom_millions_of_cells_away_is_an_error([Values(-1e300, -1e12, 1e7, 1e12, 1e300)] double x)
    {
        var crystal = new AtomicStructure([47, 8], [0, 0, 0, x, 0, 0], [4, 0, 0, 0, 4, 0, 0, 0, 4], PeriodicDirections.All);

        var fault = Assert.Throws<InvalidInputException>(
            () => ClusterBuilder.Build(crystal.View, 0, new ClusterSpec(5.0, [8, 47], ignoreUnlisted: false), new Cluster()));

        Assert.That(fault!.Message, Does.Contain("atom 1 (O) lies more than a million cells from the absorber"));
    }

    [Test]
    public void Atoms_are_grouped_by_element_and_keep_their_order()
    {
        var structure = new AtomicStructure([47, 14, 8, 14, 8], [0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, -2, 0]);
        var cluster = new Cluster();

        ClusterBuilder.Build(structure.View, 0, new ClusterSpec(5.0, [8, 14, 47], ignoreUnlisted: false), cluster);

        Assert.That(cluster.Source.ToArray(), Is.EqualTo(new[] { 2, 4, 1, 3 }));
        Assert.That(new[] { cluster.Start(0), cluster.Start(1), cluster.Start(2), cluster.Start(3) }, Is.EqualTo(new[] { 0, 2, 4, 4 }));
        Assert.That(new[] { cluster.SpeciesOf(0), cluster.SpeciesOf(1), cluster.SpeciesOf(2), cluster.SpeciesOf(3) }, Is.EqualTo(new[] { 0, 0, 1, 1 }));
    }
}
