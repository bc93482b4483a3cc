namespace Xanes.Interop;

/// <summary>An interval of values.</summary>
/// <param name="Lower">Its lower end.</param>
/// <param name="Upper">Its upper end.</param>
public readonly record struct ValueInterval(double Lower, double Upper)
{
    /// <summary>Whether a value lies within.</summary>
    public bool Holds(double value) => value >= Lower && value <= Upper;
}
