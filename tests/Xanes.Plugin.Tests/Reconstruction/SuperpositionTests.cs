using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Reconstruction;

namespace Xanes.Plugin.Tests.Reconstruction;

public sealed class SuperpositionTests
{
    [Test]
    public void Rotated_mirrored_moved_and_renumbered_clusters_are_the_same()
    {
        var random = new Random(11);
        for (var i = 0; i < 20; i++)
        {
            var cluster = RandomStructures.Isolated(random, 1 + (i % 12));
            var (moved, absorber) = RigidMotion.Apply(random, cluster, 0);

            var superposition = Superposition.Of(cluster, WithFirst(moved, absorber));

            Assert.That(superposition.Distance, Is.LessThan(1e-6));
        }
    }

    [Test]
    public void A_mirror_image_is_the_same()
    {
        // Four different radii in general position: no rotation turns it into its mirror image.
        double[] positions = [0, 0, 0, 2.0, 0, 0, 0, 2.5, 0, 0, 0, 3.0];
        double[] mirrored = [.. positions.Select((value, i) => i % 3 == 2 ? -value : value)];

        var superposition = Superposition.Of(new AtomicStructure([47, 8, 8, 14], positions), new AtomicStructure([47, 8, 8, 14], mirrored));

        Assert.That(superposition.Distance, Is.LessThan(1e-9));
        Assert.That(superposition.Laid.Positions.ToArray(), Is.EqualTo(mirrored).Within(1e-9));
    }

    [Test]
    public void Two_atoms_whose_distance_differs_lie_half_of_it_off_each()
    {
        var near = new AtomicStructure([47, 8], [0, 0, 0, 2.0, 0, 0]);
        var far = new AtomicStructure([47, 8], [1, 1, 1, 1, 1, 3.5]);

        Assert.That(Superposition.Of(near, far).Distance, Is.EqualTo(0.25).Within(1e-9));
    }

    [Test]
    public void Atoms_of_different_elements_do_not_change_places()
    {
        var oxygenNear = new AtomicStructure([47, 8, 14], [0, 0, 0, 2.0, 0, 0, 0, 3.0, 0]);
        var siliconNear = new AtomicStructure([47, 14, 8], [0, 0, 0, 2.0, 0, 0, 0, 3.0, 0]);

        Assert.That(Superposition.Of(oxygenNear, siliconNear).Distance, Is.GreaterThan(0.3));
        Assert.That(
            () => Superposition.Of(oxygenNear, new AtomicStructure([47, 8, 8], [0, 0, 0, 2.0, 0, 0, 0, 3.0, 0])),
            Throws.InstanceOf<InvalidInputException>());
    }

    private static AtomicStructure WithFirst(AtomicStructure structure, int atom)
    {
        int[] order = [atom, .. Enumerable.Range(0, structure.Count).Where(other => other != atom)];
        return RandomStructures.Make(
            [.. order.Select(i => structure.AtomicNumbers[i])], [.. order.Select(structure.Position)], [], PeriodicDirections.None);
    }
}
