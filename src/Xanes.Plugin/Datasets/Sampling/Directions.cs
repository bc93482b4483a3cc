using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>Directions in space.</summary>
internal static class Directions
{
    /// <summary>The unit vector of two numbers from 0 to 1; uniform over the sphere where these are uniform.</summary>
    public static Vector3Double Of(double height, double turn)
    {
        var z = (2.0 * height) - 1.0;
        var across = Math.Sqrt(Math.Max(0.0, 1.0 - (z * z)));
        var angle = 2.0 * Math.PI * turn;
        return new Vector3Double(across * Math.Cos(angle), across * Math.Sin(angle), z);
    }

    /// <summary>A direction at an angle (radians) to another, turned about it by a part of the full circle.</summary>
    public static Vector3Double AtAngle(Vector3Double axis, double angle, double turn)
    {
        var helper = Math.Abs(axis.X) < 0.9 ? new Vector3Double(1.0, 0.0, 0.0) : new Vector3Double(0.0, 1.0, 0.0);
        var first = axis.Cross(helper);
        first *= 1.0 / first.Length;
        var second = axis.Cross(first);
        var around = 2.0 * Math.PI * turn;
        return (axis * Math.Cos(angle)) + (((first * Math.Cos(around)) + (second * Math.Sin(around))) * Math.Sin(angle));
    }
}
