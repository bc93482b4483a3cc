using System.Globalization;
using Spectre.Console;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>The ranking for people.</summary>
internal static class ComparisonTable
{
    /// <summary>Prints the ranking.</summary>
    public static void Print(ComparisonResult result, ModelInfo model, Terminal terminal)
    {
        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Measured.Measured.Place}, {result.Window.First:0.0} to {result.Window.Last:0.0} eV, by {model.Id}; the best of {result.Compared:N0}"));
        var isWidthFitted = result.Best[0].CoreHoleWidth is not null;
        string[] heads = ["Structure", "Frame", "Absorbers", "MSE", "R factor", "Correlation", "Shift (eV)", "Amplitude", "As good", "Domain"];
        var table = Tables.New(1, isWidthFitted ? [.. heads, "Core hole (eV)"] : heads);
        foreach (var candidate in result.Best)
        {
            var (label, agreement) = (((FrameCandidate)candidate.Candidate).Label, candidate.Agreement);
            string[] cells =
            [
                Markup.Escape(Path.GetFileName(label.Source)),
                label.Frame.ToString(CultureInfo.InvariantCulture),
                label.Absorbers.Count.ToString(CultureInfo.InvariantCulture),
                Text(agreement.MeanSquareError, "0.00e+0"),
                Text(agreement.RFactor, "0.00e+0"),
                Text(agreement.Correlation, "0.0000"),
                Text(agreement.Shift, "0.00"),
                Text(agreement.Amplitude, "0.000"),
                double.IsNaN(agreement.Uncertainty) ? "unknown" : candidate.AsGoodAsBest ? "yes" : "no",
                candidate.Domain.IsInside ? "inside" : "outside",
            ];
            table.AddRow(candidate.CoreHoleWidth is { } width ? [.. cells, Text(width, "0.00")] : cells);
        }

        Tables.Print(table, terminal);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
