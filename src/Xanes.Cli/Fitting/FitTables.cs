using Spectre.Console;
using Xanes.Cli.Output;
using Xanes.Interop;

namespace Xanes.Cli.Fitting;

/// <summary>A fit's parameters as a table on the terminal.</summary>
internal static class FitTables
{
    /// <summary>Prints the table.</summary>
    public static void Print(FitResult result, Terminal terminal)
    {
        var table = Tables.New(1, "Parameter", "Best", "Median", "68 %", "90 %");
        foreach (var parameter in result.Parameters)
        {
            table.AddRow(
                Markup.Escape(FitReport.Name(parameter)),
                FitReport.Number(parameter, parameter.Best),
                FitReport.Number(parameter, parameter.Median),
                Interval(parameter, parameter.Interval68),
                Interval(parameter, parameter.Interval90));
        }

        Tables.Print(table, terminal);
    }

    private static string Interval(FittedParameter parameter, ValueInterval interval) =>
        $"{FitReport.Number(parameter, interval.Lower)} to {FitReport.Number(parameter, interval.Upper)}";
}
