using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Domain;

/// <summary>Compares a cluster with the extremes of the training clusters.</summary>
internal static class BoundsCheck
{
    /// <summary>
    /// A cluster may have this many times as many atoms behind the cutoff, as far as the margin, as before it, and <see cref="FewBeyond"/>
    /// more. Evenly filled space has 0.73 times as many, silver twice as many.
    /// </summary>
    private const double MostBeyond = 2.25;

    private const double FewBeyond = 2.5;

    /// <summary>Whether it keeps all of them.</summary>
    public static bool IsWithin(DomainOfTraining domain, Cluster cluster, ReadOnlySpan<double> nearestPairs)
    {
        var bounds = domain.Bounds;
        var within = cluster.Count >= bounds.FewestAtoms && cluster.Count <= bounds.MostAtoms && Hollowness(domain.Fingerprint, cluster) <= 1.0;
        var nearest = double.PositiveInfinity;
        for (var species = 0; species < cluster.SpeciesCount; species++)
        {
            if (cluster.Start(species) == cluster.Start(species + 1))
            {
                continue;
            }

            var distance = Nearest(cluster, species);
            within &= !IsTooShort(distance, bounds.Nearest[species]);
            nearest = Math.Min(nearest, distance);
        }

        within &= cluster.Count == 0 || nearest <= bounds.FarthestNearest;
        for (var pair = 0; pair < nearestPairs.Length; pair++)
        {
            within &= !IsTooShort(nearestPairs[pair], bounds.NearestPairs[pair]);
        }

        return within;
    }

    /// <summary>Adds a reason for each bound that is overstepped and gives the largest ratio.</summary>
    public static double FindOverstepped(DomainOfTraining domain, Cluster cluster, ReadOnlySpan<double> nearestPairs, List<string> reasons)
    {
        var bounds = domain.Bounds;
        var worst = CheckCount(cluster.Count, bounds.FewestAtoms, bounds.MostAtoms, reasons);
        var nearest = double.PositiveInfinity;
        for (var species = 0; species < cluster.SpeciesCount; species++)
        {
            var distance = Nearest(cluster, species);
            nearest = Math.Min(nearest, distance);
            if (IsTooShort(distance, bounds.Nearest[species]))
            {
                worst = Math.Max(worst, Short($"{domain.Absorber} (absorber)", domain.Elements[species], distance, bounds.Nearest[species], reasons));
            }
        }

        var names = domain.Classes.Names;
        for (var (first, pair) = (0, 0); first < names.Count; first++)
        {
            for (var second = first; second < names.Count; second++, pair++)
            {
                if (IsTooShort(nearestPairs[pair], bounds.NearestPairs[pair]))
                {
                    worst = Math.Max(worst, Short(names[first], names[second], nearestPairs[pair], bounds.NearestPairs[pair], reasons));
                }
            }
        }

        if (cluster.Count > 0 && nearest > bounds.FarthestNearest)
        {
            reasons.Add(FormattableString.Invariant(
                $"the nearest neighbour is {nearest:0.00} Å away (training data: up to {bounds.FarthestNearest:0.00} Å)"));
            worst = Math.Max(worst, nearest / bounds.FarthestNearest);
        }

        var hollowness = Hollowness(domain.Fingerprint, cluster);
        if (hollowness > 1.0)
        {
            reasons.Add(FormattableString.Invariant(
                $"{Counted.Of(cluster.Count, "neighbour")} within {domain.Fingerprint.Cutoff:0.0#} Å but {cluster.Beyond} more just behind: most of the surroundings are beyond the model's reach"));
            worst = Math.Max(worst, hollowness);
        }

        return worst;
    }

    /// <summary>The number of atoms behind the cutoff in units of what it may be; atoms that fade out before it count on both sides.</summary>
    private static double Hollowness(Fingerprint fingerprint, Cluster cluster)
    {
        if (cluster.Beyond == 0)
        {
            return 0.0;
        }

        var before = 0.0;
        foreach (var radius in cluster.Radius)
        {
            before += fingerprint.Fade(radius);
        }

        return (cluster.Beyond + cluster.Count - before) / ((MostBeyond * before) + FewBeyond);
    }

    private static double Nearest(Cluster cluster, int species)
    {
        var nearest = double.PositiveInfinity;
        foreach (var radius in cluster.Radius[cluster.Start(species)..cluster.Start(species + 1)])
        {
            nearest = Math.Min(nearest, radius);
        }

        return nearest;
    }

    /// <summary>Whether a distance is shorter than any seen; where none was seen, any is.</summary>
    private static bool IsTooShort(double distance, double seen) =>
        double.IsFinite(distance) && distance < seen - DomainOfTraining.DistanceTolerance;

    private static double CheckCount(int count, int fewest, int most, List<string> reasons)
    {
        if (count >= fewest && count <= most)
        {
            return 0.0;
        }

        reasons.Add($"{Counted.Of(count, "neighbour")} (training data: {fewest} to {most})");
        return count > most ? (count + 1.0) / (most + 1.0) : (fewest + 1.0) / (count + 1.0);
    }

    private static double Short(string first, string second, double distance, double seen, List<string> reasons)
    {
        if (double.IsPositiveInfinity(seen))
        {
            reasons.Add($"{first} and {second} within reach of each other (not in the training data)");
            return 2.0;
        }

        reasons.Add(FormattableString.Invariant($"{first} and {second} {distance:0.00} Å apart (training data: at least {seen:0.00} Å)"));
        return seen / distance;
    }
}
