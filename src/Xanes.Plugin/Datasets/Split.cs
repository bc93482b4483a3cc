using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Xanes.Plugin.Datasets;

/// <summary>
/// Parts a data set 80 / 10 / 10 by a hash, so that a spectrum keeps its part whatever is added to or removed from the set.
/// </summary>
public static class Split
{
    /// <summary>The rule in words, for cards and reports.</summary>
    public const string Rule =
        "by the first 32 bits, as a fraction of 2^32, of the SHA-256 of set/id: below 0.8 training, below 0.9 validation, else test";

    private const double TrainingShare = 0.8;
    private const double ValidationShare = 0.1;

    /// <summary>The part of a spectrum.</summary>
    /// <param name="set">The name of the data set: its folder's.</param>
    /// <param name="id">The spectrum's id in the set.</param>
    public static SplitPart PartOf(string set, string id)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{set}/{id}"));
        var fraction = BinaryPrimitives.ReadUInt32BigEndian(hash) / 4294967296.0;
        return fraction switch
        {
            < TrainingShare => SplitPart.Training,
            < TrainingShare + ValidationShare => SplitPart.Validation,
            _ => SplitPart.Test,
        };
    }
}
