using System.CommandLine;
using Xanes.Interop;

namespace Xanes.Cli.Options;

/// <summary>The options for structures with elements that a model does not know.</summary>
internal sealed class NeighbourOptions
{
    private readonly Option<string[]> _ignored = new("--ignore")
    {
        Description = "Leave neighbours of these elements out of the structures",
        HelpName = "SYMBOL,...",
    };

    private readonly Option<string[]> _substituted = new("--substitute")
    {
        Description = "Take neighbours of one element as another one, as Al=Si",
        HelpName = "SYMBOL=SYMBOL,...",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_ignored);
        command.Add(_substituted);
    }

    /// <summary>What the options say.</summary>
    /// <exception cref="InvalidInputException">A substitution is no pair, or an element is given two.</exception>
    public NeighbourChanges Read(ParseResult arguments)
    {
        var substituted = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in Listed(arguments, _substituted))
        {
            if (text.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } from, { Length: > 0 } to])
            {
                throw new InvalidInputException($"--substitute: '{text}' is not a pair of elements; write it as Al=Si");
            }

            if (!substituted.TryAdd(from, to))
            {
                throw new InvalidInputException($"--substitute: {from} is substituted twice; name it once");
            }
        }

        return new NeighbourChanges { Ignored = [.. Listed(arguments, _ignored)], Substituted = substituted };
    }

    private static IEnumerable<string> Listed(ParseResult arguments, Option<string[]> option) =>
        (arguments.GetValue(option) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
