using System.Text.Json;
using Xanes.Cli.Output;
using Xanes.Interop;

namespace Xanes.Cli.Fitting;

/// <summary>The JSON form of mixtures and principal components.</summary>
internal static class MixtureJson
{
    /// <summary>Writes tried, and mixtures with components (name, fraction, deviation), probability, bic, r_factor, reduced_square, f_test, shift.</summary>
    public static void WriteMixtures(this Utf8JsonWriter json, MixtureResult result, int most)
    {
        json.WriteStartObject();
        json.WriteNumber("tried", result.Tried);
        json.WriteStartArray("mixtures");
        foreach (var mixture in result.Mixtures.Take(most))
        {
            json.WriteStartObject();
            json.WriteStartArray("components");
            foreach (var component in mixture.Components)
            {
                json.WriteStartObject();
                json.WriteString("name", component.Name);
                json.WriteNumber("fraction", component.Fraction);
                json.WriteNumber("deviation", component.Deviation);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("probability", mixture.Probability);
            json.WriteNumber("bic", mixture.Bic);
            json.WriteNumber("r_factor", mixture.RFactor);
            json.WriteNumber("reduced_square", mixture.ReducedSquare);
            if (mixture.FTest is { } chance)
            {
                json.WriteNumber("f_test", chance);
            }

            json.WriteNumber("shift", mixture.Shift);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes names, eigenvalues, real_error, indicator, suggested_by_indicator, suggested_by_scree.</summary>
    public static void WriteComponents(this Utf8JsonWriter json, PrincipalComponents result)
    {
        json.WriteStartObject();
        json.WriteStartArray("names");
        foreach (var name in result.Names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteNumbers("eigenvalues", result.Eigenvalues.Span);
        json.WriteNumbers("real_error", result.RealError.Span);
        json.WriteNumbers("indicator", result.Indicator.Span);
        json.WriteNumber("suggested_by_indicator", result.SuggestedByIndicator);
        json.WriteNumber("suggested_by_scree", result.SuggestedByScree);
        json.WriteEndObject();
    }
}
