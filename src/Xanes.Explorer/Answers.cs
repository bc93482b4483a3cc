using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Xanes.Explorer;

/// <summary>Writes answers to the page.</summary>
internal static class Answers
{
    /// <summary>Reads what the page sent.</summary>
    /// <exception cref="JsonException">It is not what is expected.</exception>
    public static T Parse<T>(byte[] body, JsonTypeInfo<T> type)
        where T : notnull => JsonSerializer.Deserialize(body, type) ?? throw new JsonException("it is null");

    /// <summary>Sends a value as JSON.</summary>
    public static Task Send<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, type), context.RequestAborted).AsTask();
    }

    /// <summary>Sends a fault: one line.</summary>
    public static Task Fault(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return Send(context, new FaultText(message.ReplaceLineEndings(" ")), PageJson.Default.FaultText);
    }
}
