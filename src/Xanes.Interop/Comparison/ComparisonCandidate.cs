namespace Xanes.Interop;

/// <summary>A structure that a measured spectrum may be of.</summary>
/// <param name="Name">Its name in results and messages, such as its file and frame.</param>
/// <param name="Structure">The atoms.</param>
/// <param name="Absorbers">The 0-based absorbing atoms, whose mean spectrum is compared.</param>
public record ComparisonCandidate(string Name, AtomicStructure Structure, IReadOnlyList<int> Absorbers);
