namespace Xanes.Interop;

/// <summary>How well an answer's descriptor agrees with the given one.</summary>
public enum ReconstructionVerdict
{
    /// <summary>Every count is equal.</summary>
    Exact,

    /// <summary>Counts that differ do so because a distance lies at most a tenth of a bin outside its own.</summary>
    Near,

    /// <summary>Some distance lies farther outside.</summary>
    None,
}
