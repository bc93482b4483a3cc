using Xanes.Interop;

namespace Xanes.Plugin.Reconstruction;

/// <summary>
/// Positions of the absorber (node 0, at the origin) and its neighbours in Å, padded with zeros to whole vectors of eight.
/// </summary>
internal sealed class NodePositions
{
    /// <summary>Makes room for a number of neighbours.</summary>
    public NodePositions(int atomCount)
    {
        AtomCount = atomCount;
        var padded = PaddedLength(atomCount);
        X = new float[padded];
        Y = new float[padded];
        Z = new float[padded];
    }

    /// <summary>The number of neighbours.</summary>
    public int AtomCount { get; }

    /// <summary>x of each node.</summary>
    public float[] X { get; }

    /// <summary>y of each node.</summary>
    public float[] Y { get; }

    /// <summary>z of each node.</summary>
    public float[] Z { get; }

    /// <summary>The positions of a structure whose atom 0 is the absorber.</summary>
    public static NodePositions Of(AtomicStructure structure)
    {
        var positions = new NodePositions(structure.Count - 1);
        for (var node = 1; node < structure.Count; node++)
        {
            var position = structure.Position(node) - structure.Position(0);
            positions.X[node] = (float)position.X;
            positions.Y[node] = (float)position.Y;
            positions.Z[node] = (float)position.Z;
        }

        return positions;
    }

    /// <summary>The length of the arrays for a number of neighbours.</summary>
    public static int PaddedLength(int atomCount) => (atomCount + 8) & ~7;

    /// <summary>Takes over other positions of as many nodes.</summary>
    public void CopyFrom(NodePositions other)
    {
        other.X.CopyTo(X, 0);
        other.Y.CopyTo(Y, 0);
        other.Z.CopyTo(Z, 0);
    }

    /// <summary>The same positions in arrays of their own.</summary>
    public NodePositions Copy()
    {
        var copy = new NodePositions(AtomCount);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>The distance of two nodes in Å.</summary>
    public double Distance(int a, int b)
    {
        double x = X[a] - X[b];
        double y = Y[a] - Y[b];
        double z = Z[a] - Z[b];
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }

    /// <summary>Puts a node into a random direction, as far from the absorber as told.</summary>
    public void PlaceAtRandom(int node, double radius, Random random)
    {
        var cosine = (2.0 * random.NextDouble()) - 1.0;
        var sine = Math.Sqrt(1.0 - (cosine * cosine));
        var azimuth = 2.0 * Math.PI * random.NextDouble();
        X[node] = (float)(radius * sine * Math.Cos(azimuth));
        Y[node] = (float)(radius * sine * Math.Sin(azimuth));
        Z[node] = (float)(radius * cosine);
    }

    /// <summary>Moves a node along its direction to a distance from the absorber.</summary>
    public void PutAtRadius(int node, double radius)
    {
        var stretch = (float)(radius / Math.Max(Distance(0, node), 1e-6));
        X[node] *= stretch;
        Y[node] *= stretch;
        Z[node] *= stretch;
    }

    /// <summary>Swaps the directions of two nodes, which keep their distances to the absorber.</summary>
    public void SwapDirections(int a, int b)
    {
        var stretch = (float)(Distance(0, b) / Math.Max(Distance(0, a), 1e-6));
        (X[a], X[b]) = (X[b] / stretch, X[a] * stretch);
        (Y[a], Y[b]) = (Y[b] / stretch, Y[a] * stretch);
        (Z[a], Z[b]) = (Z[b] / stretch, Z[a] * stretch);
    }
}
