using System.Globalization;
using Xanes.Plugin;
using Xanes.Plugin.Files;
using Xanes.Plugin.Refinement;

namespace Xanes.Cli.Fitting;

/// <summary>What a refinement brought, as text and as <c>refinement.yaml</c>.</summary>
internal static class RefinementFile
{
    /// <summary>One line for the terminal.</summary>
    public static string Summary(RefinementResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"Against FDMNES at the best structure: MSE {result.ErrorBefore:0.0e0} before, {result.ErrorAfter:0.0e0} after {Counted.Of(result.Computed, "structure")}; the refined model is {result.ModelFolder}");

    /// <summary>Writes the file.</summary>
    public static void Write(string path, RefinementResult result) => DurableFile.WriteText(path, string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # mean square errors of the model against FDMNES, in edge steps squared
        structures: {result.Computed}
        data_set: {Path.GetFileName(result.DataSet)}
        model: {Path.GetFileName(result.ModelFolder)}
        error_at_best_before: {result.ErrorBefore:0.00e0}
        error_at_best_after: {result.ErrorAfter:0.00e0}
        error_on_structures_before: {result.ErrorOnDraws:0.00e0}
        measured_error_before: {result.Before.Curve.MeanSquareError:0.00e0}     # of the best structure against the measured spectrum
        measured_error_after: {result.After.Curve.MeanSquareError:0.00e0}

        """));
}
