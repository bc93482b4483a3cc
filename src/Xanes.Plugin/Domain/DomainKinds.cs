namespace Xanes.Plugin.Domain;

/// <summary>Sorts the training structures into kinds: the groups of a set, and its other structures by which elements occur together.</summary>
internal static class DomainKinds
{
    /// <summary>A kind of fewer structures is small.</summary>
    public const int FewestMembers = 10;

    /// <summary>With more kinds, or more structures in small ones, each set is one kind.</summary>
    private const int MostKinds = 128;

    private const int MostOfSmallKinds = 320;

    /// <summary>Sorts them.</summary>
    /// <param name="members">The training structures.</param>
    /// <param name="classes">The classes of their elements.</param>
    public static DomainKind[] Of(IReadOnlyList<DomainMember> members, ElementClasses classes)
    {
        var kinds = ByGroup(members, classes);
        return kinds.Length <= MostKinds && kinds.Where(kind => kind.IsSmall).Sum(kind => kind.Members.Length) <= MostOfSmallKinds
            ? kinds
            : [.. members.GroupBy(member => member.Set).Select(set => Kind(set.Key, [.. set]))];
    }

    private static DomainKind[] ByGroup(IReadOnlyList<DomainMember> members, ElementClasses classes)
    {
        var grouped = members.Where(member => member.Group is not null)
            .GroupBy(member => $"{member.Set}/{member.Group}")
            .Select(group => Kind(group.Key, [.. group]))
            .ToArray();
        var others = members.Where(member => member.Group is null)
            .GroupBy(member => member.Set)
            .SelectMany(set => classes.AreElements ? ByElements(set.Key, [.. set], classes) : [Kind(set.Key, [.. set])])
            .ToArray();
        var small = grouped.Concat(others).Where(kind => kind.IsSmall).SelectMany(kind => kind.Members.Select(member => (kind.Name, Member: member)))
            .GroupBy(row => row.Member.Classes)
            .Select(rows => new DomainKind(Joined(rows.Select(row => row.Name)), IsSmall: true, [.. rows.Select(row => row.Member)]));
        return [.. grouped.Concat(others).Where(kind => !kind.IsSmall), .. small];
    }

    /// <summary>
    /// One kind for each set of elements that no other set of elements in the data contains; a structure that has a part of several such
    /// sets is counted to the one that most structures have.
    /// </summary>
    private static IEnumerable<DomainKind> ByElements(string set, DomainMember[] members, ElementClasses classes)
    {
        var sets = members.Select(member => member.Classes).Distinct().ToArray();
        var largest = sets.Where(own => !sets.Any(other => other != own && (own & ~other) == 0)).ToArray();
        var sizes = largest.ToDictionary(own => own, own => members.Count(member => (member.Classes & ~own) == 0));
        var kinds = members.GroupBy(member => largest.Where(own => (member.Classes & ~own) == 0).MaxBy(own => sizes[own])).ToArray();
        return kinds.Select(kind => Kind(
            kinds.Length == 1 ? set : $"{set} ({string.Join(", ", classes.NamesOf(kind.Key))})",
            [.. kind]));
    }

    private static DomainKind Kind(string name, DomainMember[] members) => new(name, members.Length < FewestMembers, members);

    /// <summary>The name that most of them have, and how many others there are.</summary>
    private static string Joined(IEnumerable<string> names)
    {
        var counts = names.CountBy(name => name).ToArray();
        var first = counts.MaxBy(count => count.Value).Key;
        return counts.Length == 1 ? first : $"{first} and {counts.Length - 1} more";
    }
}
