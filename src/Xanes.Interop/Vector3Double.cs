using System.Runtime.InteropServices;

namespace Xanes.Interop;

/// <summary>A vector in space with double precision (Å where it is a position).</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Vector3Double(double X, double Y, double Z)
{
    /// <summary>The Euclidean length.</summary>
    public double Length => Math.Sqrt(Dot(this));

    /// <summary>The sum of two vectors.</summary>
    public static Vector3Double operator +(Vector3Double a, Vector3Double b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>The difference of two vectors.</summary>
    public static Vector3Double operator -(Vector3Double a, Vector3Double b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>A vector stretched by a number.</summary>
    public static Vector3Double operator *(Vector3Double a, double factor) => new(a.X * factor, a.Y * factor, a.Z * factor);

    /// <summary>The scalar product.</summary>
    public double Dot(Vector3Double other) => X * other.X + Y * other.Y + Z * other.Z;

    /// <summary>The vector product.</summary>
    public Vector3Double Cross(Vector3Double other) =>
        new(Y * other.Z - Z * other.Y, Z * other.X - X * other.Z, X * other.Y - Y * other.X);
}
