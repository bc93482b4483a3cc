using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Fitting.Files;

/// <summary>The structures of a fit's answers as extended xyz.</summary>
public static class FitStructures
{
    /// <summary>
    /// Writes a frame for each answer, start and inequivalent absorber, the most probable answer first; the comment line has answer,
    /// share (of the posterior), start, absorber, weight (in the spectrum) and domain.
    /// </summary>
    public static void Write(string path, FitResult result) => StructureWriter.Write(
        path,
        result.Answers.SelectMany((answer, number) => answer.Structures.Select(found => (
            found.Structure,
            (IReadOnlyDictionary<string, string>)new Dictionary<string, string>
            {
                ["answer"] = number.ToString(CultureInfo.InvariantCulture),
                ["share"] = answer.Share.ToString("0.####", CultureInfo.InvariantCulture),
                ["start"] = found.Start,
                ["absorber"] = found.Absorber.ToString(CultureInfo.InvariantCulture),
                ["weight"] = found.Weight.ToString("0.####", CultureInfo.InvariantCulture),
                ["domain"] = found.Domain.IsInside ? "inside" : "outside",
            }))));
}
