using System.CommandLine;

namespace Xanes.Cli;

/// <summary>The options that every command takes.</summary>
internal sealed record GlobalOptions(string? Manifest, bool Json, bool Quiet, bool Verbose)
{
    private static readonly Option<string?> ManifestOption = new("--manifest")
    {
        Description = "The plugin's manifest. Else: XANES_MANIFEST, then plugin.yaml here or above, then beside the program or above",
        HelpName = "plugin.yaml",
        Recursive = true,
    };

    private static readonly Option<bool> JsonOption = new("--json") { Description = "Print results as JSON, for programs", Recursive = true };

    private static readonly Option<bool> QuietOption = new("--quiet", "-q") { Description = "No notes and no progress", Recursive = true };

    private static readonly Option<bool> VerboseOption = new("--verbose") { Description = "Show where a failure came from", Recursive = true };

    /// <summary>The options, for the root command.</summary>
    public static IReadOnlyList<Option> All { get; } = [ManifestOption, JsonOption, QuietOption, VerboseOption];

    /// <summary>The options' values in a parsed command line.</summary>
    public static GlobalOptions Read(ParseResult arguments) =>
        new(
            arguments.GetValue(ManifestOption),
            arguments.GetValue(JsonOption),
            arguments.GetValue(QuietOption),
            arguments.GetValue(VerboseOption));
}
