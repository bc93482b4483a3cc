using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Xanes.Plugin.Standards;

namespace Xanes.Cli.Output;

/// <summary>How models and FDMNES agree with measured standards, for people and programs.</summary>
internal static class StandardsTable
{
    /// <summary>Prints the results.</summary>
    public static void Print(IReadOnlyList<StandardResult> results, Terminal terminal)
    {
        var table = Tables.New(
            3, "Standard", "Structure", "Calculation", "Core hole (eV)", "Shift (eV)", "MSE, amplitude 1", "Shift (eV)", "Amplitude", "MSE, amplitude free", "Domain");
        foreach (var result in results)
        {
            table.AddRow(
                Markup.Escape(result.Standard),
                Markup.Escape(result.Structure),
                Markup.Escape(result.Calculation),
                result.CoreHoleWidth is { } width ? Text(width, "0.##") : "fixed",
                Text(result.Unit.Shift, "0.00"),
                Text(result.Unit.MeanSquareError, "0.0e+0"),
                Text(result.Free.Shift, "0.00"),
                Text(result.Free.Amplitude, "0.000"),
                Text(result.Free.MeanSquareError, "0.0e+0"),
                result.Domain is { } domain ? (domain.IsInside ? "inside" : "outside") : "-");
        }

        Tables.Print(table, terminal);
        terminal.Out.WriteLine("Mean square errors in squared edge steps against flattened measured spectra; a shift is added to computed photon energies.");
    }

    /// <summary>Writes the results.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<StandardResult> results)
    {
        json.WriteStartArray();
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("standard", result.Standard);
            json.WriteString("structure", result.Structure);
            json.WriteString("calculation", result.Calculation);
            if (result.CoreHoleWidth is { } width)
            {
                json.WriteNumber("core_hole_width", width);
            }

            json.WriteNumber("shift_amplitude_1", result.Unit.Shift);
            json.WriteNumber("mse_amplitude_1", result.Unit.MeanSquareError);
            json.WriteNumber("shift", result.Free.Shift);
            json.WriteNumber("amplitude", result.Free.Amplitude);
            json.WriteNumber("mse", result.Free.MeanSquareError);
            if (result.Domain is { } domain)
            {
                json.WriteBoolean("inside_domain", domain.IsInside);
                json.WriteString("domain_reason", domain.Reason);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
