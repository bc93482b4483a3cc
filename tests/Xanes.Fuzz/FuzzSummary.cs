namespace Xanes.Fuzz;

/// <summary>What came of the files of one kind.</summary>
internal sealed class FuzzSummary
{
    /// <summary>How many were read.</summary>
    public int Read { get; set; }

    /// <summary>How many were refused in one line.</summary>
    public int Refused { get; set; }

    /// <summary>How many ended otherwise.</summary>
    public int Faults { get; set; }

    /// <summary>All of them.</summary>
    public int All => Read + Refused + Faults;

    /// <summary>Two kinds together.</summary>
    public static FuzzSummary operator +(FuzzSummary a, FuzzSummary b) =>
        new() { Read = a.Read + b.Read, Refused = a.Refused + b.Refused, Faults = a.Faults + b.Faults };
}
