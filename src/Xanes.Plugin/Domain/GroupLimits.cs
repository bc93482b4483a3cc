namespace Xanes.Plugin.Domain;

/// <summary>
/// Limits that take in most of a group's own structures, each measured by what is made of the four fifths of the group that it is not of.
/// </summary>
internal static class GroupLimits
{
    /// <summary>The number of parts that a group is divided into.</summary>
    public const int Folds = 5;

    /// <summary>The share that a limit on distances takes in. It is not the only one, and who is outside of one group may be inside of another.</summary>
    private const double ShareByDistance = 0.99;

    private const double ShareOfSmallKinds = 0.8;

    private const double SmallestLimit = 0.3;

    /// <summary>The limit on the distance to the nearest of so many reference points.</summary>
    public static double OfDistance(DomainMember[] members, int references)
    {
        var distances = new List<double>(members.Length);
        for (var fold = 0; fold < Math.Min(Folds, members.Length); fold++)
        {
            var others = members.Where((_, row) => row % Folds != fold).Select(member => member.Fingerprint).ToArray();
            var points = ReferencePoints.Choose(others, references);
            distances.AddRange(members.Where((_, row) => row % Folds == fold).Select(member => ReferencePoints.Distance(member.Fingerprint, points)));
        }

        return Math.Max(SmallestLimit, Of(distances, ShareByDistance));
    }

    /// <summary>
    /// One limit for all small kinds, of which every structure is a reference point: what most of their structures keep to the nearest other
    /// of their kind.
    /// </summary>
    public static double OfSmallKinds(IEnumerable<DomainKind> kinds)
    {
        var distances = kinds.Where(kind => kind.Members.Length > 1).SelectMany(kind => kind.Members.Select(member => ReferencePoints.Distance(
            member.Fingerprint,
            [.. kind.Members.Where(other => !ReferenceEquals(other, member)).Select(other => other.Fingerprint)]))).ToArray();
        return distances.Length == 0 ? SmallestLimit : Math.Max(SmallestLimit, distances.Order().ElementAt((int)(ShareOfSmallKinds * (distances.Length - 1))));
    }

    /// <summary>
    /// The limit that a new structure keeps with the probability of the share, as n earlier ones say, and 1 / sqrt(n) more, by which
    /// limits that few say are uncertain.
    /// </summary>
    public static double Of(IReadOnlyCollection<double> values, double share)
    {
        var place = (int)Math.Ceiling((values.Count + 1) * share) - 1;
        return values.Order().ElementAt(Math.Min(place, values.Count - 1)) * (1.0 + (1.0 / Math.Sqrt(values.Count)));
    }
}
