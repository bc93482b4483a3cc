using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Xanes.Explorer;

/// <summary>The files of the page, which stand inside this assembly.</summary>
internal static class PageFiles
{
    private const string Prefix = "Xanes.Explorer.Page.";
    private static readonly Assembly Own = typeof(PageFiles).Assembly;

    /// <summary>The files' names.</summary>
    public static IEnumerable<string> Names => Own.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);

    /// <summary>Sends a file.</summary>
    public static async Task Send(HttpContext context, string name)
    {
        using var file = Own.GetManifestResourceStream(Prefix + name)!;
        context.Response.ContentType = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/javascript; charset=utf-8",
        };
        context.Response.ContentLength = file.Length;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
    }
}
