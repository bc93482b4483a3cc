using System.Text;
using System.Text.Json;

namespace Xanes.Interop;

/// <summary>The JSON form of mixtures and principal components.</summary>
public static class MixtureJson
{
    /// <summary>The object of <see cref="WriteMixtures"/> as a text.</summary>
    /// <param name="result">The mixtures.</param>
    /// <param name="most">The most mixtures that are written.</param>
    public static string Text(MixtureResult result, int most = int.MaxValue) => Text(json => json.WriteMixtures(result, most));

    /// <summary>The object of <see cref="WriteComponents"/> as a text.</summary>
    public static string Text(PrincipalComponents result) => Text(json => json.WriteComponents(result));

    /// <summary>
    /// Writes an object: tried; mixtures with components (name, fraction, deviation), probability, bic, r_factor, reduced_square, f_test,
    /// shift; and of the best one photon_energy, measured and fitted.
    /// </summary>
    public static void WriteMixtures(this Utf8JsonWriter json, MixtureResult result, int most)
    {
        json.WriteStartObject();
        json.WriteNumber("tried", result.Tried);
        json.WriteStartArray("mixtures");
        foreach (var mixture in result.Mixtures.Take(most))
        {
            Write(json, mixture);
        }

        json.WriteEndArray();
        Write(json, "photon_energy", result.PhotonEnergies);
        Write(json, "measured", result.Measured);
        Write(json, "fitted", result.Fitted);
        json.WriteEndObject();
    }

    /// <summary>
    /// Writes an object: names, photon_energy, eigenvalues, components and scores (row after row), real_error, indicator,
    /// suggested_by_indicator, suggested_by_scree.
    /// </summary>
    public static void WriteComponents(this Utf8JsonWriter json, PrincipalComponents result)
    {
        json.WriteStartObject();
        json.WriteStartArray("names");
        foreach (var name in result.Names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        Write(json, "photon_energy", result.PhotonEnergies);
        Write(json, "eigenvalues", result.Eigenvalues);
        Write(json, "components", result.Components);
        Write(json, "scores", result.Scores);
        Write(json, "real_error", result.RealError);
        Write(json, "indicator", result.Indicator);
        json.WriteNumber("suggested_by_indicator", result.SuggestedByIndicator);
        json.WriteNumber("suggested_by_scree", result.SuggestedByScree);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Mixture mixture)
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

    private static void Write(Utf8JsonWriter json, string name, ReadOnlyMemory<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values.Span)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
