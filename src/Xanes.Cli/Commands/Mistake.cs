using System.CommandLine;
using System.CommandLine.Parsing;

namespace Xanes.Cli.Commands;

/// <summary>What is wrong with a command line, and what was probably meant.</summary>
internal static class Mistake
{
    /// <summary>The first mistake in words; null where there is none.</summary>
    public static string? In(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var word, ..])
        {
            return IsOption(word) ? OfOption(word, parsed)
                : command.Subcommands.Count > 0 ? $"'{word}' is not a command{Guess(CommandsLike(word, parsed.CommandResult))}"
                : Sentence(parsed);
        }

        if (parsed.Errors.Count > 0)
        {
            return command.Subcommands.Count > 0 ? "a command is missing" : Sentence(parsed);
        }

        return command is not XanesCommand ? "a command is missing"
            : TakenForValue(parsed) is { } option ? OfOption(option, parsed)
            : null;
    }

    private static string Sentence(ParseResult parsed) => parsed.Errors[0].Message.TrimEnd('.');

    private static string OfOption(string word, ParseResult parsed)
    {
        var name = word.Split('=', ':')[0];
        return $"'{name}' is not an option of this command{Guess(Spelling.Nearest(name, OptionsOf(parsed.CommandResult)))}";
    }

    /// <summary>The parser takes an unknown option for one more value of an argument or of an option that takes many; after <c>--</c> everything is one.</summary>
    private static string? TakenForValue(ParseResult parsed)
    {
        var before = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet();
        return parsed.CommandResult.Children
            .Where(child => child is ArgumentResult or OptionResult { Option.AllowMultipleArgumentsPerToken: true })
            .SelectMany(child => child.Tokens)
            .Select(token => token.Value)
            .FirstOrDefault(value => IsOption(value) && before.Contains(value));
    }

    private static bool IsOption(string word) => word is ['-', var second, ..] && !char.IsAsciiDigit(second) && second != '.';

    /// <summary>The names of the options that can be typed at a command, its own and those of all commands.</summary>
    private static IEnumerable<string> OptionsOf(CommandResult result)
    {
        var above = result.Parent is CommandResult parent ? Above(parent) : [];
        return result.Command.Options.Concat(above).Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name));

        static IEnumerable<Option> Above(CommandResult at) => at.Command.Options
            .Where(option => option.Recursive)
            .Concat(at.Parent is CommandResult next ? Above(next) : []);
    }

    /// <summary>The command of this place that is spelled most like a word, else those of its groups that have that very name, as they are typed.</summary>
    private static string? CommandsLike(string word, CommandResult place)
    {
        var here = CommandNames.Of(place);
        if (Spelling.Nearest(word, place.Command.Subcommands.Select(command => command.Name)) is { } near)
        {
            return $"{here} {near}";
        }

        string[] deeper = [.. place.Command.Subcommands.Where(group => group.Subcommands.Any(command => command.Name == word)).Select(group => $"{here} {group.Name} {word}")];
        return deeper.Length > 0 ? string.Join("' or '", deeper) : null;
    }

    private static string Guess(string? meant) => meant is null ? "" : $", did you mean '{meant}'?";
}
