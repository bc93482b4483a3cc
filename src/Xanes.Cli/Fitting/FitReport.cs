using System.Globalization;
using System.Text;
using Xanes.Interop;

namespace Xanes.Cli.Fitting;

/// <summary>A fit's report in Markdown.</summary>
internal static class FitReport
{
    /// <summary>The text; the pictures lie beside it.</summary>
    public static string Write(FitResult result, string measured, FitOptions options)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Structures that fit {measured}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Model `{result.Model}`, {result.Curve.Measured.Length} points, {options.From:0.#} to {options.To:0.#} eV on its axis, seed {options.Seed}; ");
        text.Append(CultureInfo.InvariantCulture, $"{result.Spectra:N0} spectra in {result.Elapsed.TotalSeconds:0.0} s. Mean square error of the best structure: {ErrorText(result.Curve.MeanSquareError)}.\n\n");
        foreach (var warning in result.Warnings)
        {
            text.Append(CultureInfo.InvariantCulture, $"> Note: {warning}.\n>\n");
        }

        text.Append("\n![Measured and fitted spectrum](fit.png)\n\n");
        text.Append("*Measured points; the best structure and the band that holds 90 % of the posterior; below, the difference beside the expected error of model and theory.*\n\n");
        text.Append("## Parameters\n\n| parameter | best | median | 68 % | 90 % | R-hat |\n|---|---|---|---|---|---|\n");
        foreach (var parameter in result.Parameters)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Name(parameter)} | {Number(parameter, parameter.Best)} | {Number(parameter, parameter.Median)} | {Interval(parameter, parameter.Interval68)} | {Interval(parameter, parameter.Interval90)} | {(parameter.IsDerived ? "" : parameter.GelmanRubin.ToString("0.000", CultureInfo.InvariantCulture))} |\n");
        }

        text.Append("\n![Every two parameters](corner.png)\n\n*Draws from the posterior, every two parameters, and the distribution of each.*\n\n");
        text.Append("![Radial distribution](distances.png)\n\n*Neighbours of the absorber by distance, each a Gaussian of 0.05 Å; the bands hold 90 % of the posterior.*\n\n");
        text.Append("## Answers\n\n| answer | share of the posterior | log posterior | structures | domain |\n|---|---|---|---|---|\n");
        for (var i = 0; i < result.Answers.Count; i++)
        {
            var answer = result.Answers[i];
            var structures = string.Join(", ", answer.Structures.Select(found => FormattableString.Invariant($"{found.Start} ({found.Weight:0.00})")));
            var domain = answer.Structures.All(found => found.Domain.IsInside) ? "inside" : "outside";
            text.Append(CultureInfo.InvariantCulture, $"| {i} | {answer.Share:0.00} | {answer.LogPosterior:0.0} | {structures} | {domain} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nTheir atoms are in `best.extxyz`. Log evidence {result.LogEvidence:0.0} ± {result.LogEvidenceError:0.0}; {result.ShareOutside:P0} of the posterior outside of the model's domain.\n");
        return text.ToString();
    }

    /// <summary>The parameter with its unit.</summary>
    public static string Name(FittedParameter parameter) => parameter.Unit.Length == 0 ? parameter.Name : $"{parameter.Name} ({parameter.Unit})";

    /// <summary>A value to as many digits as its deviation makes sense of.</summary>
    public static string Number(FittedParameter parameter, double value)
    {
        var digits = parameter.Deviation > 0.0 ? Math.Clamp(2 - (int)Math.Floor(Math.Log10(parameter.Deviation)), 1, 6) : 4;
        return value.ToString($"F{digits - 1}", CultureInfo.InvariantCulture);
    }

    /// <summary>A mean square error as 6.1e-4.</summary>
    public static string ErrorText(double error) => error.ToString("0.0e0", CultureInfo.InvariantCulture);

    private static string Interval(FittedParameter parameter, ValueInterval interval) => $"{Number(parameter, interval.Lower)} to {Number(parameter, interval.Upper)}";
}
