using NUnit.Framework;
using Xanes.Interop;

namespace Xanes.Plugin.Tests.Structures;

/// <summary>Large structures give every one of their sites the descriptor that the site has alone, where all atoms are looked at.</summary>
public sealed class AtomBoxesTests
{
    private static readonly double[] Cube = [26, 0, 0, 0, 26, 0, 0, 0, 26];

    private static IEnumerable<TestCaseData> Structures()
    {
        yield return Case("a cloud without a cell", Grid(Cube, (10, 10, 10), PeriodicDirections.None));
        yield return Case("a cubic box", Grid(Cube, (10, 10, 10), PeriodicDirections.All));
        yield return Case("a skewed cell", Grid([26, 1, 2, -9, 25, 0, 11, 12, 27], (9, 9, 9), PeriodicDirections.All));
        yield return Case("a slab", Grid([26, 3, 0, 0, 26, 0, 0, 0, 26], (10, 10, 10), PeriodicDirections.A | PeriodicDirections.B));
        yield return Case("a wire", Grid([9, 0, 0, 0, 9, 0, 2, 0, 26], (8, 8, 10), PeriodicDirections.C));
        yield return Case("atoms cells away from each other", Grid(Cube, (10, 10, 10), PeriodicDirections.All, cellsAway: 30));
        yield return Case("atoms hundreds of cells away", Grid(Cube, (10, 10, 10), PeriodicDirections.All, cellsAway: 900));
        yield return Case("a flat cell, narrower than the cutoff", Grid([52, 0, 0, 0, 52, 0, 1, 0, 4.5], (20, 20, 2), PeriodicDirections.All));
        yield return Case("a lone atom far away", With(Grid(Cube, (9, 9, 9), PeriodicDirections.None), 1e5, -1e4, 3.0));

        static TestCaseData Case(string name, AtomicStructure structure) => new TestCaseData(structure).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Structures))]
    public void Sites_of_a_large_structure_have_the_bits_that_each_has_alone(AtomicStructure structure)
    {
        using var plugin = new XanesPlugin(PluginManifest.Read(TestFiles.InTree("plugin.yaml")));
        var descriptor = plugin.OpenDescriptor();
        var sites = Enumerable.Range(0, structure.Count).Select(atom => new AbsorberSite(structure, atom)).ToArray();
        var together = new float[sites.Length * descriptor.Length];

        descriptor.DescribeMany(new SiteList(sites), together, options: new BatchOptions { Threads = 2 });

        var alone = new float[descriptor.Length];
        for (var site = 0; site < sites.Length; site++)
        {
            descriptor.Describe(structure.View, site, alone);
            Assert.That(together.AsSpan(site * alone.Length, alone.Length).SequenceEqual(alone), Is.True, $"site {site}");
        }
    }

    [Test]
    public void A_fault_in_a_large_structure_is_told_as_it_is_for_one_site()
    {
        var crowded = With(With(Grid(Cube, (10, 10, 10), PeriodicDirections.All), 0.1, 0.1, 0.1), 0.2, 0.1, 0.1);
        using var plugin = new XanesPlugin(PluginManifest.Read(TestFiles.InTree("plugin.yaml")));
        var descriptor = plugin.OpenDescriptor();
        var sites = Enumerable.Range(0, crowded.Count).Select(atom => new AbsorberSite(crowded, atom)).ToArray();

        var faults = descriptor.DescribeMany(
            new SiteList(sites), new float[sites.Length * descriptor.Length], options: new BatchOptions { KeepGoing = true });

        var first = faults[0].Site!.Value;
        var alone = Assert.Throws<InvalidInputException>(() => descriptor.Describe(crowded.View, first, new float[descriptor.Length]));
        Assert.That(faults[0].Message, Does.EndWith(alone!.Message));
    }

    /// <summary>Atoms of three elements, each near its node of a grid over the cell, so that none overlap.</summary>
    private static AtomicStructure Grid(double[] cell, (int A, int B, int C) nodes, PeriodicDirections periodic, int cellsAway = 0)
    {
        var random = new Random(11);
        var (elements, positions) = (new List<int>(), new List<double>());
        for (var node = 0; node < nodes.A * nodes.B * nodes.C; node++)
        {
            double[] fraction =
            [
                Near(node / (nodes.B * nodes.C), nodes.A), Near(node / nodes.C % nodes.B, nodes.B), Near(node % nodes.C, nodes.C),
            ];
            elements.Add(random.Next(3) switch { 0 => 8, 1 => 14, _ => 47 });
            for (var axis = 0; axis < 3; axis++)
            {
                positions.Add((fraction[0] * cell[axis]) + (fraction[1] * cell[3 + axis]) + (fraction[2] * cell[6 + axis]));
            }
        }

        return new AtomicStructure(elements.ToArray(), positions.ToArray(), periodic == PeriodicDirections.None ? [] : cell, periodic);

        double Near(int node, int count) => ((node + 0.3 + (0.4 * random.NextDouble())) / count) + random.Next(-cellsAway, cellsAway + 1);
    }

    private static AtomicStructure With(AtomicStructure structure, double x, double y, double z) =>
        new([.. structure.AtomicNumbers, 8], [.. structure.Positions, x, y, z], structure.Cell, structure.Periodic);
}
