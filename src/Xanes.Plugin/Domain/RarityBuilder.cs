namespace Xanes.Plugin.Domain;

/// <summary>Makes the tables of how rare distances to the absorber are in a group of training structures.</summary>
internal sealed class RarityBuilder(Fingerprint fingerprint, ElementClasses classes)
{
    /// <summary>The share of a group's structures whose score is at most 1.</summary>
    private const double ShareInside = 0.97;

    /// <summary>The width in Å over which a distance is spread.</summary>
    private const double Width = 0.12;

    /// <summary>What is added to the number of atoms at each distance: none seen is not never.</summary>
    private const double Unseen = 1.0;

    private const double ReferenceDistance = 3.0;
    private const double SmallestDeviation = 0.2;
    private const double SmallestLimit = 0.5;

    private readonly double _first = RarityTable.First(fingerprint.Cutoff);
    private readonly double _step = (fingerprint.Cutoff - RarityTable.First(fingerprint.Cutoff)) / (RarityTable.Points - 1);

    /// <summary>The table of a group.</summary>
    /// <param name="members">Its structures.</param>
    /// <param name="own">The classes that occur in it.</param>
    public RarityTable Build(DomainMember[] members, IReadOnlyList<int> own)
    {
        var folds = Enumerable.Range(0, GroupLimits.Folds).Select(fold => Count(members.Where((_, row) => row % GroupLimits.Folds == fold))).ToArray();
        var all = Logarithm(Sum(folds));
        var (mean, deviation) = Moments(members, all);
        var others = folds.Select(own => Logarithm(Sum(folds.Where(fold => !ReferenceEquals(fold, own))))).ToArray();
        var scores = members.Select((member, row) => Score(member, others[row % GroupLimits.Folds], mean, deviation)).ToArray();
        var scale = deviation * Math.Max(SmallestLimit, GroupLimits.Of(scores, ShareInside));
        var bytes = own.SelectMany(kind => all.Skip(kind * RarityTable.Points).Take(RarityTable.Points)).Select(value => RarityTable.ToByte((value - mean) / scale));
        return new RarityTable(fingerprint, classes, own, [.. bytes]);
    }

    /// <summary>The number of atoms of each class at each distance, each spread over a width, and that of all atoms, [C P + 1].</summary>
    private double[] Count(IEnumerable<DomainMember> members)
    {
        var counts = new double[(classes.Count * RarityTable.Points) + 1];
        foreach (var (kind, radius) in members.SelectMany(member => member.Atoms))
        {
            counts[^1]++;
            var from = Math.Max(0, (int)((radius - _first - (4.0 * Width)) / _step));
            var to = Math.Min(RarityTable.Points - 1, (int)((radius - _first + (4.0 * Width)) / _step));
            for (var point = from; point <= to; point++)
            {
                var offset = (_first + (point * _step) - radius) / Width;
                counts[(kind * RarityTable.Points) + point] += Math.Exp(-0.5 * offset * offset);
            }
        }

        return counts;
    }

    private float[] Logarithm(double[] counts) =>
        [.. counts.SkipLast(1).Select((count, entry) => (float)-Math.Log(((count * Solid(entry)) + Unseen) / Math.Max(1.0, counts[^1])))];

    /// <summary>The volume at 3 Å in units of that at an entry's distance.</summary>
    private double Solid(int entry) => Math.Pow(ReferenceDistance / (_first + (entry % RarityTable.Points * _step)), 2);

    private (double Mean, double Deviation) Moments(DomainMember[] members, float[] table)
    {
        var (total, sum, squares) = (0.0, 0.0, 0.0);
        foreach (var atom in members.SelectMany(member => member.Atoms))
        {
            var (weight, value) = (RarityTable.Weight(fingerprint, atom.Radius), At(table, atom));
            total += weight;
            sum += weight * value;
            squares += weight * value * value;
        }

        var mean = sum / Math.Max(total, 1e-9);
        return (mean, Math.Max(SmallestDeviation, Math.Sqrt(Math.Max(0.0, (squares / Math.Max(total, 1e-9)) - (mean * mean)))));
    }

    private double Score(DomainMember member, float[] table, double mean, double deviation)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var atom in member.Atoms)
        {
            var weight = RarityTable.Weight(fingerprint, atom.Radius);
            sum += weight * (At(table, atom) - mean) / deviation;
            total += weight;
        }

        return total > 0.0 ? sum / Math.Sqrt(total) : 0.0;
    }

    private double At(float[] table, (byte Class, float Radius) atom) =>
        RarityTable.At(table.AsSpan(atom.Class * RarityTable.Points, RarityTable.Points), atom.Radius, fingerprint.Cutoff);

    private static double[] Sum(IEnumerable<double[]> counts) =>
        counts.Aggregate((first, second) => [.. first.Zip(second, (one, other) => one + other)]);
}
