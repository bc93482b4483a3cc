namespace Xanes.Interop;

/// <summary>The cell vectors along which a structure repeats.</summary>
[Flags]
public enum PeriodicDirections
{
    /// <summary>An isolated cluster or molecule.</summary>
    None = 0,

    /// <summary>Periodic along the first cell vector.</summary>
    A = 1,

    /// <summary>Periodic along the second cell vector.</summary>
    B = 2,

    /// <summary>Periodic along the third cell vector.</summary>
    C = 4,

    /// <summary>A crystal: periodic along all three.</summary>
    All = A | B | C,
}
