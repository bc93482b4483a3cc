using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Domain;

/// <summary>Tells what makes a cluster unlike the training data.</summary>
internal static class UnlikeGroup
{
    private const int DistancesNamed = 3;

    /// <summary>A distance this rare, in units of <see cref="RarityTable"/>, is named.</summary>
    private const double Rare = 0.4;

    /// <summary>The reasons why a cluster is not of the group that is nearest to it.</summary>
    public static IEnumerable<string> Explain(DomainOfTraining domain, DomainGroup group, Cluster cluster, ReadOnlySpan<float> fingerprint)
    {
        var reasons = new List<string>();
        var foreign = domain.Classes.NamesOf(domain.Fingerprint.ClassesOf(cluster) & ~group.Columns.Mask).ToArray();
        if (foreign.Length > 0)
        {
            reasons.Add(
                $"no training structures have these elements together; nearest is {group.Name}, which has no {string.Join(" and no ", foreign)}");
        }
        else if (group.NearestSquare(fingerprint, float.PositiveInfinity) > 1.0f)
        {
            reasons.Add($"its neighbourhood is unlike all training data; nearest is {group.Name}, which has {LargestDifference(domain, group, fingerprint)}");
        }

        if (group.Rarity is { } rarity && rarity.Score(cluster) > 1.0)
        {
            reasons.Add(RareDistances(domain, group.Name, rarity, cluster));
        }

        return reasons;
    }

    private static string LargestDifference(DomainOfTraining domain, DomainGroup group, ReadOnlySpan<float> fingerprint)
    {
        var (column, hasMore) = group.LargestDifference(fingerprint);
        return $"{(hasMore ? "more" : "fewer")} {domain.Fingerprint.Name(column)}";
    }

    private static string RareDistances(DomainOfTraining domain, string group, RarityTable rarity, Cluster cluster)
    {
        var rare = Enumerable.Range(0, cluster.Count)
            .Select(atom => (Atom: atom, Rarity: rarity.At(cluster.SpeciesOf(atom), cluster.Radius[atom])))
            .Where(row => row.Rarity > Rare)
            .OrderByDescending(row => row.Rarity)
            .ToArray();
        var named = rare.Take(DistancesNamed)
            .Select(row => FormattableString.Invariant(
                $"{domain.Absorber}-{domain.Elements[cluster.SpeciesOf(row.Atom)]} {cluster.Radius[row.Atom]:0.00} Å"));
        return rare.Length == 0
            ? $"its distances to the absorber are rare in the training data like it ({group})"
            : $"distances that are rare in the training data like it ({group}): {string.Join(", ", named)}"
                + (rare.Length > DistancesNamed ? $" and {rare.Length - DistancesNamed} more" : "");
    }
}
