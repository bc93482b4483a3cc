using System.Globalization;
using System.Text;
using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Files;

/// <summary>A fit's result as a YAML text for people and programs.</summary>
public static class FitResultYaml
{
    /// <summary>The text.</summary>
    /// <param name="result">The result.</param>
    /// <param name="measured">Where the measured spectrum comes from.</param>
    /// <param name="options">How it was fitted.</param>
    public static string Write(FitResult result, string measured, FitOptions options)
    {
        var text = new StringBuilder();
        Line($"measured: {Quoted(measured)}");
        Line($"model: {result.Model}");
        Line($"seed: {options.Seed}");
        Line($"range: [{Number(options.From)}, {Number(options.To)}]        # eV on the model's axis");
        Line($"points: {result.Curve.Measured.Length}");
        Line($"mean_square_error: {result.Curve.MeanSquareError.ToString("0.00e0", CultureInfo.InvariantCulture)}        # best structure, squared edge steps");
        Line($"log_evidence: {Number(result.LogEvidence)}");
        Line($"log_evidence_error: {Number(result.LogEvidenceError)}");
        Line($"share_outside: {Number(result.ShareOutside)}        # of the posterior, outside of the model's domain");
        Line($"spectra: {result.Spectra}");
        Line($"seconds: {result.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)}");
        Line($"acceptance: {Number(result.Acceptance)}");
        Line(result.Warnings.Count == 0 ? "warnings: []" : "warnings:");
        foreach (var warning in result.Warnings)
        {
            Line($"  - {Quoted(warning)}");
        }

        Line("parameters:");
        foreach (var parameter in result.Parameters)
        {
            Write(parameter);
        }

        Line("answers:");
        foreach (var answer in result.Answers)
        {
            Line($"  - share: {Number(answer.Share)}");
            Line($"    log_posterior: {Number(answer.LogPosterior)}");
            Line($"    values: [{string.Join(", ", answer.Values.ToArray().Select(Number))}]");
        }

        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void Write(FittedParameter parameter)
        {
            Line($"  - name: {Quoted(parameter.Name)}");
            Line($"    unit: {Quoted(parameter.Unit)}");
            Line($"    best: {Number(parameter.Best)}");
            Line($"    median: {Number(parameter.Median)}");
            Line($"    mean: {Number(parameter.Mean)}");
            Line($"    deviation: {Number(parameter.Deviation)}");
            Line($"    interval_68: [{Number(parameter.Interval68.Lower)}, {Number(parameter.Interval68.Upper)}]");
            Line($"    interval_90: [{Number(parameter.Interval90.Lower)}, {Number(parameter.Interval90.Upper)}]");
            if (parameter is { Lower: { } lower, Upper: { } upper })
            {
                Line($"    bounds: [{Number(lower)}, {Number(upper)}]");
                Line($"    gelman_rubin: {Number(parameter.GelmanRubin)}");
                Line($"    autocorrelation_time: {Number(parameter.AutocorrelationTime)}        # steps");
            }
        }
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
