using Xanes.Interop;

namespace Xanes.Cli;

/// <summary>Where the plugin's manifest is looked for, in this order.</summary>
/// <param name="Option">The path given on the command line.</param>
/// <param name="Variable">The value of the environment variable <see cref="VariableName"/>.</param>
/// <param name="CurrentFolder">The folder that the command runs in; folders above it are searched, too.</param>
/// <param name="ProgramFolder">The folder of the executable; folders above it are searched, too.</param>
internal sealed record ManifestFinder(string? Option, string? Variable, string CurrentFolder, string ProgramFolder)
{
    /// <summary>The environment variable that may hold the manifest's path.</summary>
    public const string VariableName = "XANES_MANIFEST";

    /// <summary>The places of this process.</summary>
    public static ManifestFinder OfProcess(string? option) =>
        new(option, Environment.GetEnvironmentVariable(VariableName), Environment.CurrentDirectory, AppContext.BaseDirectory);

    /// <summary>The manifest's path, or null where there is none. A path that is given is not looked at.</summary>
    public string? Find() =>
        Option
        ?? (string.IsNullOrEmpty(Variable) ? null : Variable)
        ?? PluginManifest.FindFrom(CurrentFolder)
        ?? PluginManifest.FindFrom(ProgramFolder);

    /// <summary>The manifest's path.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public string Require() =>
        Find() ?? throw new InvalidInputException(
            $"no {PluginManifest.FileName} in {CurrentFolder}, beside the program or above them; give --manifest or set {VariableName}");
}
