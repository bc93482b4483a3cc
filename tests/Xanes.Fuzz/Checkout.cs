using Xanes.Interop;

namespace Xanes.Fuzz;

/// <summary>The clone that the program was built in.</summary>
internal static class Checkout
{
    /// <summary>Its folder.</summary>
    public static string Folder { get; } =
        Path.GetDirectoryName(PluginManifest.FindFrom(AppContext.BaseDirectory))
        ?? throw new InvalidOperationException($"No {PluginManifest.FileName} above {AppContext.BaseDirectory}: build the program in its clone.");
}
