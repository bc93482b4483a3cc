using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Xanes.Plugin.Training;

namespace Xanes.Cli.Output;

/// <summary>The errors of a cross-validation for people and for programs.</summary>
internal static class CrossValidationTable
{
    /// <summary>A table with a row each.</summary>
    public static Table Of(IReadOnlyList<CrossValidationRow> rows)
    {
        var table = Tables.New(3, "Family", "Left out", "Set", "Spectra", "MSE", "Median", "Mean predictor's", "Mean of the rest");
        foreach (var row in rows)
        {
            table.AddRow(
                Markup.Escape(row.Family),
                Markup.Escape(row.HeldOut),
                Markup.Escape(row.Set),
                row.Count.ToString(CultureInfo.InvariantCulture),
                ErrorText.Of(row.Mse),
                ErrorText.Of(row.Median),
                ErrorText.OfMean(row.MeanPredictor, row.Count),
                row.MeanOfSeen is { } seen ? ErrorText.Of(seen) : "");
        }

        return table;
    }

    /// <summary>An array of objects.</summary>
    public static void WriteCrossValidation(this Utf8JsonWriter json, IReadOnlyList<CrossValidationRow> rows)
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("family", row.Family);
            json.WriteString("held_out", row.HeldOut);
            json.WriteString("set", row.Set);
            json.WriteNumber("count", row.Count);
            json.WriteNumber("mse", row.Mse);
            json.WriteNumber("median", row.Median);
            json.WriteNumber("mean_predictor", row.MeanPredictor);
            if (row.MeanOfSeen is { } seen)
            {
                json.WriteNumber("mean_of_seen", seen);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
