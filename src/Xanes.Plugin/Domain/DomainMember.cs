namespace Xanes.Plugin.Domain;

/// <summary>A training cluster as the domain sees it.</summary>
/// <param name="Set">The data set that it is of.</param>
/// <param name="Group">What relates it to others of the set; null where nothing does.</param>
/// <param name="Fingerprint">Its fingerprint.</param>
/// <param name="Atoms">The class and the distance to the absorber in Å of each of its atoms.</param>
internal sealed record DomainMember(string Set, string? Group, float[] Fingerprint, (byte Class, float Radius)[] Atoms)
{
    /// <summary>The classes of its atoms, a bit each.</summary>
    public uint Classes { get; } = Atoms.Aggregate(0u, (mask, atom) => mask | (1u << atom.Class));
}
