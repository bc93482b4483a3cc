using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>The periodic directions of a cell. Along the others every atom has the fractional coordinate 0 and one image.</summary>
internal readonly struct Lattice
{
    private readonly Vector3Double _a;
    private readonly Vector3Double _b;
    private readonly Vector3Double _c;
    private readonly Vector3Double _reciprocalA;
    private readonly Vector3Double _reciprocalB;
    private readonly Vector3Double _reciprocalC;

    private Lattice(ReadOnlySpan<Vector3Double> vectors, PeriodicDirections periodic)
    {
        _a = vectors[0];
        _b = vectors[1];
        _c = vectors[2];
        var inverseVolume = 1.0 / _a.Dot(_b.Cross(_c));
        _reciprocalA = IsPeriodic(periodic, 0) ? _b.Cross(_c) * inverseVolume : default;
        _reciprocalB = IsPeriodic(periodic, 1) ? _c.Cross(_a) * inverseVolume : default;
        _reciprocalC = IsPeriodic(periodic, 2) ? _a.Cross(_b) * inverseVolume : default;
    }

    /// <summary>
    /// Takes the periodic vectors of a cell (three rows, Å), which span a content that is not zero; vectors at right angles
    /// to them stand in for the others.
    /// </summary>
    public static Lattice Of(ReadOnlySpan<double> cell, PeriodicDirections periodic)
    {
        Span<Vector3Double> vectors = stackalloc Vector3Double[3];
        for (var i = 0; i < 3; i++)
        {
            if (IsPeriodic(periodic, i))
            {
                vectors[i] = new Vector3Double(cell[3 * i], cell[(3 * i) + 1], cell[(3 * i) + 2]);
            }
        }

        for (var i = 0; i < 3; i++)
        {
            if (vectors[i] == default)
            {
                vectors[i] = Perpendicular(vectors[(i + 1) % 3], vectors[(i + 2) % 3]);
            }
        }

        return new Lattice(vectors, periodic);
    }

    /// <summary>Coordinates of a displacement (Å) in units of the lattice vectors.</summary>
    public Vector3Double Fractional(Vector3Double displacement) =>
        new(displacement.Dot(_reciprocalA), displacement.Dot(_reciprocalB), displacement.Dot(_reciprocalC));

    /// <summary>The gradients of the coordinates in 1/Å, also along directions that are not periodic.</summary>
    public Vector3Double[] Reciprocals()
    {
        var inverseVolume = 1.0 / _a.Dot(_b.Cross(_c));
        return [_b.Cross(_c) * inverseVolume, _c.Cross(_a) * inverseVolume, _a.Cross(_b) * inverseVolume];
    }

    /// <summary>The displacement of an image in Å.</summary>
    public Vector3Double Shift(int a, int b, int c) => (_a * a) + (_b * b) + (_c * c);

    /// <summary>
    /// The distance in units of each direction's spacing of lattice planes, which is 1 / |reciprocal vector|; a half along a
    /// direction that is not periodic, which leaves it one image.
    /// </summary>
    public Vector3Double PlanesWithin(double distance) =>
        new(Planes(_reciprocalA, distance), Planes(_reciprocalB, distance), Planes(_reciprocalC, distance));

    private static double Planes(Vector3Double reciprocal, double distance) => reciprocal == default ? 0.5 : distance * reciprocal.Length;

    private static bool IsPeriodic(PeriodicDirections periodic, int direction) => ((int)periodic & (1 << direction)) != 0;

    private static Vector3Double Perpendicular(Vector3Double first, Vector3Double second)
    {
        var along = first == default ? second : first;
        var across = first == default || second == default ? LeastAlignedAxis(along) : second;
        var normal = along.Cross(across);
        return normal * (1.0 / normal.Length);
    }

    private static Vector3Double LeastAlignedAxis(Vector3Double vector)
    {
        var (x, y, z) = (Math.Abs(vector.X), Math.Abs(vector.Y), Math.Abs(vector.Z));
        return x <= y && x <= z ? new Vector3Double(1.0, 0.0, 0.0)
            : y <= z ? new Vector3Double(0.0, 1.0, 0.0)
            : new Vector3Double(0.0, 0.0, 1.0);
    }
}
