using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Datasets;

/// <summary>One structure of an export with its spectrum before convolution.</summary>
/// <param name="Structure">The cluster, absorber first.</param>
/// <param name="Info">id, absorber, group, e_cut and epsii, as they stand on the frame's comment line.</param>
/// <param name="Raw">The absorption in Mbarn per absorber on the Fermi axis, [k].</param>
internal sealed record ExportedRow(AtomicStructure Structure, IReadOnlyDictionary<string, string> Info, double[] Raw)
{
    /// <summary>The row's id: the hash of its FDMNES input.</summary>
    public string Id => Info["id"];

    /// <summary>The id of an exported frame.</summary>
    /// <exception cref="InvalidInputException">It has none.</exception>
    public static string IdOf(StructureFrame frame) =>
        frame.Info.TryGetValue("id", out var id) ? id : throw new InvalidInputException($"{frame.Place}: has no 'id=' in its comment line");

    /// <summary>A number of an exported frame's info.</summary>
    /// <exception cref="InvalidInputException">It has none of that name.</exception>
    public static double Number(StructureFrame frame, string name) =>
        frame.Info.TryGetValue(name, out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new InvalidInputException($"{frame.Place}: has no number '{name}=' in its comment line");
}
