using Xanes.Interop;

namespace Xanes.Benchmarks;

/// <summary>The descriptor as one writes it first in C#: lists, LINQ and all 27 neighbouring cells.</summary>
internal static class NaivePairRdf
{
    private static readonly int[] Elements = [8, 14, 47];

    public static float[] Describe(AtomicStructure structure, int absorber, double cutoff = 5.0, double sigma = 0.0)
    {
        var neighbours = Neighbours(structure, absorber, cutoff);
        var origin = structure.Position(absorber);
        var vector = new List<float>();
        foreach (var element in Elements)
        {
            vector.AddRange(Histogram(
                neighbours.Where(atom => atom.Element == element).Select(atom => (atom.Position - origin).Length), cutoff, 100, sigma));
        }

        for (var first = 0; first < Elements.Length; first++)
        {
            for (var second = first; second < Elements.Length; second++)
            {
                var distances = new List<double>();
                for (var i = 0; i < neighbours.Count; i++)
                {
                    for (var j = i + 1; j < neighbours.Count; j++)
                    {
                        var low = Math.Min(neighbours[i].Element, neighbours[j].Element);
                        var high = Math.Max(neighbours[i].Element, neighbours[j].Element);
                        if (low == Elements[first] && high == Elements[second])
                        {
                            distances.Add((neighbours[i].Position - neighbours[j].Position).Length);
                        }
                    }
                }

                vector.AddRange(Histogram(distances, 2.0 * cutoff, 100, sigma));
            }
        }

        return [.. vector];
    }

    private static List<(int Element, Vector3Double Position)> Neighbours(AtomicStructure structure, int absorber, double cutoff)
    {
        var result = new List<(int, Vector3Double)>();
        var origin = structure.Position(absorber);
        int[] images = structure.Periodic == PeriodicDirections.None ? [0] : [-1, 0, 1];
        foreach (var a in images)
        {
            foreach (var b in images)
            {
                foreach (var c in images)
                {
                    for (var atom = 0; atom < structure.Count; atom++)
                    {
                        var position = structure.Position(atom);
                        if (structure.Cell.Length > 0)
                        {
                            position = position + (Row(structure, 0) * a) + (Row(structure, 1) * b) + (Row(structure, 2) * c);
                        }

                        var distance = (position - origin).Length;
                        if (distance > 0.0 && distance <= cutoff)
                        {
                            result.Add((structure.AtomicNumbers[atom], position));
                        }
                    }
                }
            }
        }

        return result;
    }

    private static Vector3Double Row(AtomicStructure structure, int row) =>
        new(structure.Cell[3 * row], structure.Cell[(3 * row) + 1], structure.Cell[(3 * row) + 2]);

    private static float[] Histogram(IEnumerable<double> distances, double upper, int bins, double sigma)
    {
        var histogram = new float[bins];
        var width = upper / bins;
        foreach (var distance in distances)
        {
            if (sigma == 0.0)
            {
                histogram[Math.Min((int)(distance / width), bins - 1)]++;
                continue;
            }

            for (var bin = 0; bin < bins; bin++)
            {
                histogram[bin] += (float)(Cumulative(((bin + 1) * width) - distance) - Cumulative((bin * width) - distance));
            }
        }

        return histogram;

        double Cumulative(double offset) => 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-offset / (sigma * Math.Sqrt(2.0)));
    }
}
