using System.Text;
using System.Text.Json;
namespace Xanes.Interop;

/// <summary>The JSON form of a fit's result, the draws left out.</summary>
public static class FitJson
{
    /// <summary>The object of <see cref="WriteFit"/> as a text.</summary>
    public static string Text(FitResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteFit(result);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>
    /// Writes an object: model, parameters (name, unit, best, mean, deviation, median, interval_68, interval_90, bounds, derived,
    /// autocorrelation_time, gelman_rubin), answers (share, log_posterior, values, structures), log_evidence,
    /// log_evidence_error, mean_square_error, share_outside, warnings, acceptance, arrays (the shape of each of <see cref="FitArrays"/>),
    /// spectra, seconds.
    /// </summary>
    public static void WriteFit(this Utf8JsonWriter json, FitResult result)
    {
        json.WriteStartObject();
        json.WriteString("model", result.Model);
        json.WriteStartArray("parameters");
        foreach (var parameter in result.Parameters)
        {
            WriteParameter(json, parameter);
        }

        json.WriteEndArray();
        json.WriteStartArray("answers");
        foreach (var answer in result.Answers)
        {
            WriteAnswer(json, answer);
        }

        json.WriteEndArray();
        json.WriteNumber("log_evidence", result.LogEvidence);
        json.WriteNumber("log_evidence_error", result.LogEvidenceError);
        json.WriteNumber("mean_square_error", result.Curve.MeanSquareError);
        json.WriteNumber("share_outside", result.ShareOutside);
        json.WriteStartArray("warnings");
        foreach (var warning in result.Warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
        json.WriteNumber("acceptance", result.Acceptance);
        json.WriteStartObject("arrays");
        foreach (var (name, (_, shape)) in FitArrays.Of(result))
        {
            json.WriteStartArray(name);
            foreach (var length in shape)
            {
                json.WriteNumberValue(length);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteNumber("spectra", result.Spectra);
        json.WriteNumber("seconds", result.Elapsed.TotalSeconds);
        json.WriteEndObject();
    }

    /// <summary>Writes an array "structures" of objects: start, absorber, weight, inside, domain, numbers, positions, cell, periodic.</summary>
    internal static void WriteStructures(Utf8JsonWriter json, IReadOnlyList<FittedStructure> structures)
    {
        json.WriteStartArray("structures");
        foreach (var structure in structures)
        {
            json.WriteStartObject();
            json.WriteString("start", structure.Start);
            json.WriteNumber("absorber", structure.Absorber);
            json.WriteNumber("weight", structure.Weight);
            json.WriteBoolean("inside", structure.Domain.IsInside);
            json.WriteString("domain", structure.Domain.Reason);
            WriteAtoms(json, structure.Structure);
            WriteNumbers(json, "cell", structure.Structure.Cell);
            json.WriteNumber("periodic", (int)structure.Structure.Periodic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the arrays "numbers" and "positions" of a structure.</summary>
    internal static void WriteAtoms(Utf8JsonWriter json, AtomicStructure structure)
    {
        json.WriteStartArray("numbers");
        foreach (var number in structure.AtomicNumbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
        WriteNumbers(json, "positions", structure.Positions);
    }

    private static void WriteParameter(Utf8JsonWriter json, FittedParameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteString("unit", parameter.Unit);
        json.WriteNumber("best", parameter.Best);
        json.WriteNumber("mean", parameter.Mean);
        json.WriteNumber("deviation", parameter.Deviation);
        json.WriteNumber("median", parameter.Median);
        WritePair(json, "interval_68", parameter.Interval68.Lower, parameter.Interval68.Upper);
        WritePair(json, "interval_90", parameter.Interval90.Lower, parameter.Interval90.Upper);
        json.WriteBoolean("derived", parameter.IsDerived);
        if (parameter is { Lower: { } lower, Upper: { } upper })
        {
            WritePair(json, "bounds", lower, upper);
            json.WriteNumber("autocorrelation_time", parameter.AutocorrelationTime);
            json.WriteNumber("gelman_rubin", parameter.GelmanRubin);
        }

        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, FitAnswer answer)
    {
        json.WriteStartObject();
        json.WriteNumber("share", answer.Share);
        json.WriteNumber("log_posterior", answer.LogPosterior);
        WriteNumbers(json, "values", answer.Values.Span);
        WriteStructures(json, answer.Structures);
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, string name, double first, double second) => WriteNumbers(json, name, [first, second]);

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
