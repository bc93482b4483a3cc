using Xanes.Interop;
using Xanes.Plugin;

namespace Xanes.Explorer.Tests.Support;

/// <summary>The repository that the tests were built in, with its plugin and data.</summary>
internal static class Checkout
{
    private static readonly string Manifest = PluginManifest.FindFrom(AppContext.BaseDirectory)!;

    /// <summary>The shipped plugin; it stays open for all tests.</summary>
    public static IXanesPlugin Plugin { get; } = new XanesPlugin(PluginManifest.Read(Manifest));

    /// <summary>A file of the tests' data.</summary>
    public static string Data(string name) => Path.Combine(Path.GetDirectoryName(Manifest)!, "tests", "data", name);

    /// <summary>A request for Ag2O with the fast model, and a fit that suits the model's own spectra.</summary>
    public static ExplorerRequest SilverOxide => new(Plugin)
    {
        Structure = Data("structures/ag2o.cif"),
        Options = new FitOptions { Model = "ag-k-fast", TheoryError = 0.0, DomainPenalty = 0.0, MaximumSteps = 80 },
    };
}
