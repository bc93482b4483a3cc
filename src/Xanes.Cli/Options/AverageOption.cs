using System.CommandLine;
using Xanes.Interop;

namespace Xanes.Cli.Options;

/// <summary>
/// <c>--average</c>, over the absorbers of each frame, and <c>--average trajectory</c>, over frames as well. Alone it takes no value, so that a
/// file may stand behind it.
/// </summary>
internal sealed class AverageOption
{
    private const string Name = "--average";
    private const string Sites = "sites";
    private const string Trajectory = "trajectory";

    /// <summary>The option.</summary>
    public Option<string?> Option { get; } = new(Name)
    {
        Description = "Give each frame's mean over its absorbers; trajectory: each file's, over its frames as well",
        HelpName = Trajectory,
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Whether means over absorbers are wanted, and whether they are over frames as well.</summary>
    /// <exception cref="InvalidInputException">The value is another.</exception>
    public (bool OverSites, bool OverFrames) Read(ParseResult arguments) => (arguments.GetResult(Option), arguments.GetValue(Option)) switch
    {
        (null, _) => (false, false),
        (_, null or Sites) => (true, false),
        (_, Trajectory) => (true, true),
        (_, var other) => throw new InvalidInputException($"{Name}={other}: give {Name} alone, for means over absorbers, or {Name} {Trajectory}"),
    };

    /// <summary>The arguments with each bare <c>--average</c> joined to its value, which it otherwise would take a file for.</summary>
    public static string[] Joined(string[] arguments)
    {
        var joined = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--")
            {
                return [.. joined, .. arguments[i..]];
            }

            if (arguments[i] != Name)
            {
                joined.Add(arguments[i]);
                continue;
            }

            var isTrajectory = i + 1 < arguments.Length && arguments[i + 1] == Trajectory;
            joined.Add($"{Name}={(isTrajectory ? Trajectory : Sites)}");
            i += isTrajectory ? 1 : 0;
        }

        return [.. joined];
    }
}
