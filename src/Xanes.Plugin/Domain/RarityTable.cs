using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Domain;

/// <summary>
/// How rare the distances to the absorber are in one kind of training structures. For each class of elements and each distance from 1 Å to
/// the cutoff it holds -log of the number of atoms in a unit of volume, less its mean over the kind's atoms, divided by its deviation times
/// a limit; so the score of a cluster, the sum over its atoms divided by the root of their number, is at most 1 for one of the kind.
/// </summary>
internal sealed class RarityTable
{
    /// <summary>The number of distances.</summary>
    public const int Points = 41;

    /// <summary>What an atom counts at least: those that fade out before the cutoff tell much about how sparse the surroundings are.</summary>
    private const double SmallestWeight = 0.6;

    /// <summary>A byte holds (value + <see cref="Zero"/>) times this.</summary>
    private const double StepsOfOne = 24.0;

    private const double Zero = 2.0;

    private readonly Fingerprint _fingerprint;
    private readonly int[] _rowOfSpecies;
    private readonly float[] _values;

    /// <summary>Makes a table.</summary>
    /// <param name="fingerprint">Tells the cutoff and how atoms fade.</param>
    /// <param name="classes">The classes of the species.</param>
    /// <param name="own">The C classes that occur in the kind.</param>
    /// <param name="bytes">The table as it is kept, [C, <see cref="Points"/>].</param>
    public RarityTable(Fingerprint fingerprint, ElementClasses classes, IReadOnlyList<int> own, byte[] bytes)
    {
        _fingerprint = fingerprint;
        _rowOfSpecies = [.. Enumerable.Range(0, classes.SpeciesCount).Select(species => own.ToList().IndexOf(classes.Of(species)))];
        Bytes = bytes;
        _values = [.. bytes.Select(value => (float)((value / StepsOfOne) - Zero))];
    }

    /// <summary>The table as it is kept.</summary>
    public byte[] Bytes { get; }

    /// <summary>The first distance of a table, in Å.</summary>
    public static double First(double cutoff) => Math.Min(1.0, 0.5 * cutoff);

    /// <summary>A value as a byte.</summary>
    public static byte ToByte(double value) => (byte)Math.Clamp(Math.Round((value + Zero) * StepsOfOne), 0.0, 255.0);

    /// <summary>What an atom counts in the score.</summary>
    public static double Weight(Fingerprint fingerprint, double radius) => Math.Max(SmallestWeight, fingerprint.Fade(radius));

    /// <summary>The entry of an array [<see cref="Points"/>] at a distance, between two points.</summary>
    public static double At(ReadOnlySpan<float> values, double radius, double cutoff)
    {
        var first = First(cutoff);
        var place = Math.Clamp((radius - first) / (cutoff - first) * (Points - 1), 0.0, Points - 1);
        var lower = Math.Min((int)place, Points - 2);
        return values[lower] + ((place - lower) * (values[lower + 1] - values[lower]));
    }

    /// <summary>The score of a cluster: at most 1 where its distances are common.</summary>
    public double Score(Cluster cluster)
    {
        var (sum, total) = (0.0, 0.0);
        for (var species = 0; species < cluster.SpeciesCount; species++)
        {
            for (var atom = cluster.Start(species); atom < cluster.Start(species + 1); atom++)
            {
                var weight = Weight(_fingerprint, cluster.Radius[atom]);
                sum += weight * At(species, cluster.Radius[atom]);
                total += weight;
            }
        }

        return total > 0.0 ? sum / Math.Sqrt(total) : 0.0;
    }

    /// <summary>The entry of a species at a distance; 0 for one that does not occur in the kind.</summary>
    public double At(int species, double radius) =>
        _rowOfSpecies[species] < 0 ? 0.0 : At(_values.AsSpan(_rowOfSpecies[species] * Points, Points), radius, _fingerprint.Cutoff);
}
