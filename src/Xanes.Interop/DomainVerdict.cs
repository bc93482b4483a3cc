namespace Xanes.Interop;

/// <summary>Whether a structure resembles what the model was trained on.</summary>
/// <param name="IsInside">Whether it does.</param>
/// <param name="Distance">Its distance from the training data in units of the limit: up to 1 is inside.</param>
/// <param name="Reason">Why, in words; with the atoms that were ignored or taken as others.</param>
public sealed record DomainVerdict(bool IsInside, double Distance, string Reason)
{
    /// <summary>How many atoms of the structure were ignored or taken as others, as <see cref="NeighbourChanges"/> say.</summary>
    public NeighbourTally Neighbours { get; init; } = NeighbourTally.None;

    /// <summary>The same verdict on a structure of which some atoms were ignored or taken as others.</summary>
    public DomainVerdict With(NeighbourTally neighbours) =>
        neighbours.IsEmpty ? this : this with { Reason = $"{Reason}; {neighbours}", Neighbours = neighbours };
}
