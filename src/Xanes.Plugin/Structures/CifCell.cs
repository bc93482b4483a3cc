using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>A unit cell made from its lengths and angles, a along x and b in the xy plane.</summary>
internal sealed class CifCell
{
    private readonly Vector3Double _a;
    private readonly Vector3Double _b;
    private readonly Vector3Double _c;

    private readonly Vector3Double _planes;

    private CifCell(Vector3Double a, Vector3Double b, Vector3Double c)
    {
        (_a, _b, _c) = (a, b, c);
        var volume = a.Dot(b.Cross(c));
        _planes = new Vector3Double(volume / b.Cross(c).Length, volume / c.Cross(a).Length, volume / a.Cross(b).Length);
    }

    /// <summary>The vectors as three rows in Å, [3,3] row-major.</summary>
    public double[] Vectors => [_a.X, _a.Y, _a.Z, _b.X, _b.Y, _b.Z, _c.X, _c.Y, _c.Z];

    /// <summary>Makes the vectors.</summary>
    /// <param name="lengths">a, b and c in Å.</param>
    /// <param name="angles">alpha (b to c), beta (a to c) and gamma (a to b) in degrees.</param>
    /// <exception cref="InvalidInputException">No cell has these lengths and angles.</exception>
    public static CifCell Of(ReadOnlySpan<double> lengths, ReadOnlySpan<double> angles)
    {
        var (cosAlpha, cosBeta, cosGamma) = (Cosine(angles[0]), Cosine(angles[1]), Cosine(angles[2]));
        var sinGamma = Math.Sqrt(1.0 - (cosGamma * cosGamma));
        var y = (cosAlpha - (cosBeta * cosGamma)) / sinGamma;
        var z = Math.Sqrt(1.0 - (cosBeta * cosBeta) - (y * y));
        if (!(lengths[0] > 0.0 && lengths[1] > 0.0 && lengths[2] > 0.0 && z > 1e-6))
        {
            throw new InvalidInputException(
                $"the lattice has zero volume: no cell has lengths {lengths[0]}, {lengths[1]}, {lengths[2]} Å and " +
                $"angles {angles[0]}, {angles[1]}, {angles[2]} degrees; correct them");
        }

        return new CifCell(
            new Vector3Double(lengths[0], 0.0, 0.0),
            new Vector3Double(cosGamma, sinGamma, 0.0) * lengths[1],
            new Vector3Double(cosBeta, y, z) * lengths[2]);
    }

    /// <summary>The position of fractional coordinates in Å.</summary>
    public Vector3Double Position(Vector3Double fraction) => (_a * fraction.X) + (_b * fraction.Y) + (_c * fraction.Z);

    /// <summary>Whether two fractional positions, or periodic images of them, are closer than a distance (Å) well below the cell's size.</summary>
    public bool AreCloser(Vector3Double first, Vector3Double second, double distance)
    {
        var difference = first - second;
        var (x, y, z) = (Nearest(difference.X), Nearest(difference.Y), Nearest(difference.Z));
        return Math.Abs(x) * _planes.X < distance
            && Math.Abs(y) * _planes.Y < distance
            && Math.Abs(z) * _planes.Z < distance
            && Position(new Vector3Double(x, y, z)).Length < distance;
    }

    private static double Nearest(double fraction) => fraction - Math.Round(fraction);

    /// <summary>Exact for a right angle, which the library's cosine is not.</summary>
    private static double Cosine(double degrees) => degrees == 90.0 ? 0.0 : Math.Cos(degrees * Math.PI / 180.0);
}
