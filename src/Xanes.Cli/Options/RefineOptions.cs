using System.CommandLine;
using Xanes.Interop;
using Xanes.Plugin.Refinement;

namespace Xanes.Cli.Options;

/// <summary>The options of a fit whose model is refined by FDMNES.</summary>
internal sealed class RefineOptions
{
    private readonly Option<int?> _count = new("--refine")
    {
        Description = "Have FDMNES compute N structures of the posterior, train the model on with them, and fit again",
        HelpName = "N",
    };

    private readonly Option<string?> _data = new("--data") { Description = "The folder of the model's data sets, for --refine; else where its card says", HelpName = "DIR" };

    private readonly Option<string?> _python = new("--python") { Description = "The Python interpreter that trains, for --refine", HelpName = "PATH" };

    private readonly ProgramOptions _program = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_count);
        command.Add(_data);
        command.Add(_python);
        _program.AddTo(command);
    }

    /// <summary>How to refine; null where it is not asked for.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="folder">The folder of the output.</param>
    /// <param name="session">The run of the command.</param>
    /// <exception cref="InvalidInputException">An option is not valid, or no folder is given.</exception>
    public RefinementOptions? Read(ParseResult arguments, string? folder, Session session)
    {
        if (arguments.GetValue(_count) is not { } count)
        {
            return null;
        }

        return count is >= 1 and <= RefinementOptions.MostStructures
            ? new RefinementOptions
            {
                Structures = count,
                Runner = _program.Runner(arguments, session),
                Folder = folder ?? throw new InvalidInputException("--refine keeps the refined model and its data; name a folder for them, as -o foil"),
                DataFolder = arguments.GetValue(_data),
                Python = arguments.GetValue(_python),
            }
            : throw new InvalidInputException($"--refine must be 1 to {RefinementOptions.MostStructures} structures, as --refine 20");
    }
}
