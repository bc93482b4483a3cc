using Xanes.Interop;

namespace Xanes.Plugin.Tests;

/// <summary>Where the tests find their files.</summary>
internal static class TestFiles
{
    /// <summary>The manifest at the top of the source tree.</summary>
    public static PluginManifest Manifest { get; } = PluginManifest.Read(
        PluginManifest.FindFrom(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The tests run outside of the source tree."));

    /// <summary>A file of tests/data.</summary>
    public static string Data(string path) => Path.Combine(AppContext.BaseDirectory, "data", path);

    /// <summary>A file of the source tree.</summary>
    public static string InTree(string path) => Manifest.Absolute(path);
}
