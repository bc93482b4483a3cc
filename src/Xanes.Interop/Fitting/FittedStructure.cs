namespace Xanes.Interop;

/// <summary>A structure that the fit found.</summary>
/// <param name="Start">The name of the start that it comes from.</param>
/// <param name="Structure">
/// The atoms: the crystal or cluster of the start where all changes keep it one, else the absorber's surroundings, the absorber first.
/// </param>
/// <param name="Absorber">The absorber's 0-based index.</param>
/// <param name="Weight">Its share in the spectrum, 0 to 1.</param>
/// <param name="Domain">Whether it resembles the training data.</param>
public sealed record FittedStructure(string Start, AtomicStructure Structure, int Absorber, double Weight, DomainVerdict Domain);
