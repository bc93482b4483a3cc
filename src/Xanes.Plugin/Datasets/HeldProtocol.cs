using System.Security.Cryptography;
using System.Text;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Datasets;

/// <summary>
/// The protocol of a data set, a file in its folder, with what the plan says of it: the hash of the file and that of what it asks
/// of FDMNES, both from when the set was made.
/// </summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Remark">What the user must know of it; null where nothing.</param>
internal sealed record HeldProtocol(FdmnesProtocol Protocol, string? Remark)
{
    /// <summary>The protocol's file in the data set's folder.</summary>
    public const string FileName = "protocol.yaml";

    /// <summary>The plan's key for the protocol: a file, or in older plans the name of a shipped one.</summary>
    public const string Key = "protocol";

    /// <summary>The plan's key for the hash of the file.</summary>
    public const string FileHashKey = "protocol_sha256";

    /// <summary>The plan's key for the hash of what the protocol asks of FDMNES.</summary>
    public const string CalculationKey = "calculation";

    /// <summary>Reads the protocol of a plan.</summary>
    /// <param name="folder">The data set's folder.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="InvalidInputException">It is missing, not valid, or asks for another calculation than when the set was made.</exception>
    public static HeldProtocol Read(string folder, YamlMap plan)
    {
        var named = plan.Text(Key);
        if (FdmnesProtocols.Ids.Contains(named))
        {
            return new HeldProtocol(FdmnesProtocol.Open(named), null);
        }

        var path = Path.Combine(folder, named);
        var text = FdmnesProtocols.ReadText(path);
        var protocol = FdmnesProtocol.From(YamlMap.Parse(text, path));
        if (!plan.Has(CalculationKey) || plan.Text(FileHashKey) == HashOf(text))
        {
            return new HeldProtocol(protocol, null);
        }

        return plan.Text(CalculationKey) == FdmnesInput.WithoutAtoms(protocol).Hash
            ? new HeldProtocol(
                protocol, $"{path}: was edited since the data set was made; the calculations stay the same, an export treats all spectra by the edited protocol")
            : throw new InvalidInputException(
                $"{path}: asks for other calculations than when the data set was made; undo the edit, or make a new data set of it: " +
                $"xanes dataset new NEWDIR --preset {Path.Combine(folder, DataSetPlan.FileName)} --count N");
    }

    /// <summary>The lines of a plan whose protocol is held in the data set's folder.</summary>
    /// <param name="text">The protocol's file.</param>
    /// <param name="protocol">The protocol in it.</param>
    public static string PlanLines(string text, FdmnesProtocol protocol) =>
        $"""
        {Key}: {FileName}         # as it was when the data set was made:
        {FileHashKey}: {HashOf(text)}
        {CalculationKey}: {FdmnesInput.WithoutAtoms(protocol).Hash}   # the hash of what it asks of FDMNES, atoms left out

        """.ReplaceLineEndings("\n");

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
