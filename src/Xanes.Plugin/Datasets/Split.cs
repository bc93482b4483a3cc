using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Xanes.Plugin.Datasets;

/// <summary>
/// Parts a data set 80 / 10 / 10 by a hash, so that a spectrum keeps its part whatever is added to or removed from the set.
/// </summary>
public static class Split
{
    /// <summary>The number of folds of <see cref="FoldOf"/>.</summary>
    public const int Folds = 5;

    private const double TrainingShare = 0.8;
    private const double ValidationShare = 0.1;

    private const string Given = "as the structures say (split=)";

    /// <summary>The rule in words, for cards and reports.</summary>
    /// <param name="by">What decides the part of a spectrum.</param>
    /// <param name="sets">The data sets that are split.</param>
    public static string Rule(SplitKey by, IReadOnlyList<DataSet> sets) =>
        !sets.Any(set => set.HasGivenSplit) ? Rule(by)
        : sets.All(set => set.HasGivenSplit) ? Given
        : $"{Rule(by)}; {Given} in sets that do";

    private static string Rule(SplitKey by) =>
        $"by the first 32 bits, as a fraction of 2^32, of the SHA-256 of {(by == SplitKey.Id ? "set/id" : "set/group (set/id where there is no group)")}: "
        + "below 0.8 training, below 0.9 validation, else test";

    /// <summary>What a rule splits by.</summary>
    public static SplitKey KeyOf(string rule) => rule.StartsWith(Rule(SplitKey.Group), StringComparison.Ordinal) ? SplitKey.Group : SplitKey.Id;

    /// <summary>The part that a structure's <c>split=</c> gives.</summary>
    /// <param name="text"><c>train</c>, <c>validation</c> (or <c>val</c>) or <c>test</c>.</param>
    /// <returns>Null where it is none of these.</returns>
    public static SplitPart? PartOf(string text) => text switch
    {
        "train" or "training" => SplitPart.Training,
        "val" or "valid" or "validation" => SplitPart.Validation,
        "test" => SplitPart.Test,
        _ => null,
    };

    /// <summary>The part of a spectrum.</summary>
    /// <param name="set">The name of the data set: its folder's.</param>
    /// <param name="key">The spectrum's id in the set, or its group.</param>
    public static SplitPart PartOf(string set, string key) => Fraction(set, key) switch
    {
        < TrainingShare => SplitPart.Training,
        < TrainingShare + ValidationShare => SplitPart.Validation,
        _ => SplitPart.Test,
    };

    /// <summary>The fold of a spectrum in an evaluation, 0 to <see cref="Folds"/> - 1, by the same hash; the last is validation and test.</summary>
    /// <param name="set">The name of the data set: its folder's.</param>
    /// <param name="key">The spectrum's id in the set, or its group.</param>
    public static int FoldOf(string set, string key) => (int)(Fraction(set, key) * Folds);

    private static double Fraction(string set, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{set}/{key}"));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / 4294967296.0;
    }
}
