namespace Xanes.Plugin.Reconstruction;

/// <summary>The distances that one histogram counts.</summary>
/// <param name="Start">The place of the group's first sorted distance among those of all groups.</param>
/// <param name="Pairs">The pairs of nodes, the lower node first.</param>
internal sealed record DistanceGroup(int Start, (int A, int B)[] Pairs)
{
    /// <summary>One past the place of the group's last sorted distance.</summary>
    public int End => Start + Pairs.Length;
}
