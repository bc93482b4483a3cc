using System.CommandLine.Parsing;

namespace Xanes.Cli.Commands;

/// <summary>How commands are typed.</summary>
internal static class CommandNames
{
    /// <summary>A command with those that it belongs to, as <c>xanes fdmnes run</c>.</summary>
    public static string Of(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Of(parent)} {result.Command.Name}" : "xanes";
}
