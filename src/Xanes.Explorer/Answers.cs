using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Xanes.Explorer;

/// <summary>Writes answers to the page.</summary>
internal static class Answers
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new FiniteNumbers() } };

    /// <summary>Reads what the page sent.</summary>
    /// <exception cref="JsonException">It is not what is expected.</exception>
    public static T Parse<T>(byte[] body)
        where T : notnull => JsonSerializer.Deserialize<T>(body, Format) ?? throw new JsonException("it is null");

    /// <summary>Sends a value as JSON.</summary>
    public static Task Send<T>(HttpContext context, T value)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, Format), context.RequestAborted).AsTask();
    }

    /// <summary>Sends a fault: one line.</summary>
    public static Task Fault(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return Send(context, new { error = message.ReplaceLineEndings(" ") });
    }

    /// <summary>JSON has no number for what is not finite; it becomes null.</summary>
    private sealed class FiniteNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
