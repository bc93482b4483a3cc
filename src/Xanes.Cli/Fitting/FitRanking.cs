using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using Xanes.Cli.Output;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Cli.Fitting;

/// <summary>Fits of different starts to one spectrum, by their probabilities: each as likely as the others before the fit.</summary>
internal static class FitRanking
{
    /// <summary>A fit and its probability.</summary>
    internal sealed record Place(string Name, double Probability, FitResult Result);

    /// <summary>The fits by their probability: exp(log evidence), normalised.</summary>
    public static IReadOnlyList<Place> Of(IReadOnlyList<(string Name, FitResult Result)> fits)
    {
        var best = fits.Max(fit => fit.Result.LogEvidence);
        var sum = fits.Sum(fit => Math.Exp(fit.Result.LogEvidence - best));
        return [.. fits.Select(fit => new Place(fit.Name, Math.Exp(fit.Result.LogEvidence - best) / sum, fit.Result)).OrderByDescending(place => place.Probability)];
    }

    /// <summary>Prints a table.</summary>
    public static void Print(IReadOnlyList<Place> places, Terminal terminal)
    {
        var table = Tables.New(1, "Start", "Probability", "Log evidence", "MSE", "Shift (eV)", "Fractions", "Outside");
        foreach (var place in places)
        {
            var fractions = place.Result.Parameters.Where(parameter => parameter.Name.StartsWith("fraction ", StringComparison.Ordinal))
                .Select(parameter => FormattableString.Invariant($"{parameter.Name["fraction ".Length..]} {parameter.Median:0.00}"));
            table.AddRow(
                Markup.Escape(place.Name),
                Text($"{place.Probability:0.000}"),
                Text($"{place.Result.LogEvidence:0.0} ± {place.Result.LogEvidenceError:0.0}"),
                FitReport.ErrorText(place.Result.Curve.MeanSquareError),
                Text($"{place.Result.Parameter("energy shift").Median:0.00}"),
                Markup.Escape(string.Join(", ", fractions)),
                Text($"{place.Result.ShareOutside:P0}"));
        }

        Tables.Print(table, terminal);
    }

    /// <summary>Writes the ranking as a YAML list.</summary>
    public static void Write(string path, IReadOnlyList<Place> places)
    {
        var text = new StringBuilder();
        foreach (var place in places)
        {
            text.Append(CultureInfo.InvariantCulture, $"- start: \"{place.Name}\"\n  probability: {place.Probability:0.######}\n  log_evidence: {place.Result.LogEvidence:0.###}\n");
            text.Append(CultureInfo.InvariantCulture, $"  log_evidence_error: {place.Result.LogEvidenceError:0.###}\n  mean_square_error: {place.Result.Curve.MeanSquareError:0.00e0}\n");
        }

        DurableFile.WriteText(path, text.ToString());
    }

    /// <summary>Writes the ranking as a JSON list.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Place> places)
    {
        json.WriteStartArray();
        foreach (var place in places)
        {
            json.WriteStartObject();
            json.WriteString("start", place.Name);
            json.WriteNumber("probability", place.Probability);
            json.WriteNumber("log_evidence", place.Result.LogEvidence);
            json.WriteNumber("log_evidence_error", place.Result.LogEvidenceError);
            json.WriteNumber("mean_square_error", place.Result.Curve.MeanSquareError);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
