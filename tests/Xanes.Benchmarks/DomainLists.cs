using Xanes.Interop;

namespace Xanes.Benchmarks;

/// <summary>Structures that are unlike any silver centre in a data set, absorber 0, and a few that are like some.</summary>
internal static class DomainLists
{
    private const double Radius = 5.0;
    private static readonly int[] Elements = [8, 14, 47];

    /// <summary>What each list holds, whether its structures should be inside, and the structures.</summary>
    public static IEnumerable<(string Name, bool IsLike, AtomicStructure[] Structures)> All()
    {
        yield return ("nothing within 4.2 Å, 1 to 10 atoms", false, Draw(1, 200, random => Sparse(random, random.Next(1, 11))));
        yield return ("gas of 5 to 12 atoms, pairs above 1.3 Å", false, Draw(2, 200, random => Gas(random, random.Next(5, 13))));
        yield return ("gas of 2 to 4 atoms, pairs above 1.3 Å", false, Draw(3, 200, random => Gas(random, random.Next(2, 5))));
        yield return ("silver, simple cubic", false, Lattices(random => Silver(random, [[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 0, 0]], 2.5, 4.3)));
        yield return ("silver, diamond lattice", false, Lattices(random => Silver(random, FaceCentred, [[0, 0, 0], [0.25, 0.25, 0.25]], 5.8, 9.2)));
        yield return ("silver, body-centred", false, Lattices(random => Silver(random, [[-0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0.5, 0.5, -0.5]], [[0, 0, 0]], 2.9, 4.0)));
        yield return ("silver, stretched by 1.08 to 1.5", false, Lattices(random => Silver(random, FaceCentred, [[0, 0, 0]], 1.08 * 4.086, 1.5 * 4.086)));
        yield return ("Ag2O, stretched by 1.5", false, Lattices(random => SilverOxide(random, 1.48, 1.52)));
        yield return ("Ag2O, stretched by 1.15 to 1.4", false, Lattices(random => SilverOxide(random, 1.15, 1.4)));
        yield return ("silver, stretched by 0.98 to 1.02", true, Lattices(random => Silver(random, FaceCentred, [[0, 0, 0]], 0.98 * 4.086, 1.02 * 4.086)));
        yield return ("Ag2O, stretched by 0.98 to 1.02", true, Lattices(random => SilverOxide(random, 0.98, 1.02)));
    }

    private static double[][] FaceCentred => [[0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]];

    private static AtomicStructure[] Lattices(Func<Random, AtomicStructure> make) => Draw(4, 40, make);

    private static AtomicStructure[] Draw(int seed, int count, Func<Random, AtomicStructure> make)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => make(random))];
    }

    private static AtomicStructure Sparse(Random random, int atoms) =>
        Scatter(random, atoms, 2.2, () => 4.2 + (random.NextDouble() * (Radius - 4.2)));

    private static AtomicStructure Gas(Random random, int atoms) =>
        Scatter(random, atoms, 1.3, () => Radius * Math.Cbrt(random.NextDouble()));

    /// <summary>Atoms of all three elements in random directions around the absorber, no two of all closer than the least distance.</summary>
    private static AtomicStructure Scatter(Random random, int atoms, double least, Func<double> radius)
    {
        while (true)
        {
            var places = new List<Vector3Double> { new(0.0, 0.0, 0.0) };
            for (var attempt = 0; attempt < 1000 && places.Count <= atoms; attempt++)
            {
                var place = Direction(random) * radius();
                if (places.TrueForAll(other => (other - place).Length >= least))
                {
                    places.Add(place);
                }
            }

            if (places.Count == atoms + 1)
            {
                return new AtomicStructure(
                    [47, .. Enumerable.Range(0, atoms).Select(_ => Elements[random.Next(Elements.Length)])],
                    [.. places.SelectMany(place => new[] { place.X, place.Y, place.Z })]);
            }
        }
    }

    private static Vector3Double Direction(Random random)
    {
        var z = (2.0 * random.NextDouble()) - 1.0;
        var (sin, cos) = Math.SinCos(2.0 * Math.PI * random.NextDouble());
        var r = Math.Sqrt(1.0 - (z * z));
        return new Vector3Double(r * cos, r * sin, z);
    }

    /// <summary>A silver crystal, every other one with its atoms moved; the cell holds 27 of the lattice's.</summary>
    private static AtomicStructure Silver(Random random, double[][] lattice, double[][] basis, double shortest, double longest)
    {
        var a = shortest + (random.NextDouble() * (longest - shortest));
        return Crystal(random, [.. basis.Select(_ => 47)], [.. basis.Select(point => Scale(point, a))], [.. lattice.Select(vector => Scale(vector, a))]);
    }

    private static AtomicStructure SilverOxide(Random random, double least, double most)
    {
        var a = 4.728 * (least + (random.NextDouble() * (most - least)));
        double[][] basis = [[0, 0, 0], [0.5, 0.5, 0], [0.5, 0, 0.5], [0, 0.5, 0.5], [0.25, 0.25, 0.25], [0.75, 0.75, 0.75]];
        return Crystal(random, [47, 47, 47, 47, 8, 8], [.. basis.Select(point => Scale(point, a))], [[a, 0, 0], [0, a, 0], [0, 0, a]]);
    }

    private static AtomicStructure Crystal(Random random, int[] numbers, double[][] basis, double[][] lattice)
    {
        const int Copies = 3;
        var rattle = random.Next(2) * 0.05;
        var positions = new List<double>();
        var atoms = new List<int>();
        for (var cell = 0; cell < Copies * Copies * Copies; cell++)
        {
            int[] place = [cell % Copies, cell / Copies % Copies, cell / (Copies * Copies)];
            for (var atom = 0; atom < numbers.Length; atom++)
            {
                atoms.Add(numbers[atom]);
                for (var axis = 0; axis < 3; axis++)
                {
                    positions.Add(basis[atom][axis] + Enumerable.Range(0, 3).Sum(vector => place[vector] * lattice[vector][axis]) + (rattle * Normal(random)));
                }
            }
        }

        return new AtomicStructure(
            [.. atoms], [.. positions], [.. lattice.SelectMany(vector => vector.Select(component => Copies * component))], PeriodicDirections.All);
    }

    private static double[] Scale(double[] vector, double factor) => [.. vector.Select(component => factor * component)];

    private static double Normal(Random random) => MathNet.Numerics.Distributions.Normal.Sample(random, 0.0, 1.0);
}
