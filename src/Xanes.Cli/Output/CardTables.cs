using System.Globalization;
using Spectre.Console;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Output;

/// <summary>The tables of a model's card for people.</summary>
internal static class CardTables
{
    /// <summary>The errors on the test parts.</summary>
    public static Table Errors(ModelCard card)
    {
        var table = Tables.New(1, "Test set", "Spectra", "MSE", "Median", "Mean predictor's", "R2");
        foreach (var set in card.TestMetrics)
        {
            table.AddRow(
                Markup.Escape(set.Set),
                Invariant($"{set.Count}"),
                ErrorText.Of(set.Mse),
                ErrorText.Of(set.Median),
                ErrorText.OfMean(set.MeanPredictor, set.Count),
                ErrorText.OfR2(set));
        }

        foreach (var source in card.Sources.Where(source => card.TestMetrics.All(set => set.Set != source.Name)))
        {
            table.AddRow(Markup.Escape(source.Name), "0", "-", "-", "-", "-");
        }

        return table;
    }

    /// <summary>How the domain divides the test parts.</summary>
    public static Table Domain(ModelCard card)
    {
        var table = Tables.New(1, "Test set", "Inside", "MSE inside", "Outside", "MSE outside");
        foreach (var set in card.DomainMetrics)
        {
            table.AddRow(
                Markup.Escape(set.Set),
                Invariant($"{set.Inside} ({set.ShareInside:0 %})"),
                set.MseInside is { } inside ? ErrorText.Of(inside) : "",
                Invariant($"{set.Outside}"),
                set.MseOutside is { } outside ? ErrorText.Of(outside) : "");
        }

        return table;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
