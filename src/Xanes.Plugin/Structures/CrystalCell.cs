using System.Globalization;
using System.Runtime.InteropServices;
using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>A unit cell as lengths and angles, with the fractional coordinates in it.</summary>
internal sealed class CrystalCell
{
    private readonly Vector3Double _a;
    private readonly Vector3Double _b;
    private readonly Vector3Double _c;

    /// <summary>Takes the three row vectors of a cell in Å, [3,3].</summary>
    public CrystalCell(ReadOnlySpan<double> cell)
    {
        var vectors = MemoryMarshal.Cast<double, Vector3Double>(cell);
        (_a, _b, _c) = (vectors[0], vectors[1], vectors[2]);
    }

    /// <summary>Lengths in Å and angles in degrees: a b c alpha beta gamma.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{_a.Length:0.000000} {_b.Length:0.000000} {_c.Length:0.000000} " +
        $"{Angle(_b, _c):0.0000##} {Angle(_a, _c):0.0000##} {Angle(_a, _b):0.0000##}");

    /// <summary>A position in Å in units of the cell vectors, from 0 to below 1.</summary>
    public Vector3Double Fractional(Vector3Double position)
    {
        var volume = _a.Dot(_b.Cross(_c));
        return new Vector3Double(
            Wrapped(position.Dot(_b.Cross(_c)) / volume),
            Wrapped(position.Dot(_c.Cross(_a)) / volume),
            Wrapped(position.Dot(_a.Cross(_b)) / volume));
    }

    private static double Wrapped(double fraction)
    {
        var rounded = Math.Round(fraction - Math.Floor(fraction), 6);
        return rounded >= 1.0 ? 0.0 : rounded;
    }

    private static double Angle(Vector3Double first, Vector3Double second) =>
        double.RadiansToDegrees(Math.Acos(Math.Clamp(first.Dot(second) / (first.Length * second.Length), -1.0, 1.0)));
}
