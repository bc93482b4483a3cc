using System.CommandLine;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Options;

/// <summary>The options of the commands that run FDMNES.</summary>
internal sealed class ProgramOptions
{
    private readonly Option<string?> _program = new("--fdmnes")
    {
        Description = $"The FDMNES executable. Else: the manifest's tools, then {FdmnesProgram.VariableName}, then PATH",
        HelpName = "PROGRAM",
    };

    private readonly Option<double> _timeLimit = new("--time-limit")
    {
        Description = "End a calculation after this many minutes",
        HelpName = "MINUTES",
        DefaultValueFactory = _ => FdmnesRunner.DefaultTimeLimit.TotalMinutes,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_program);
        command.Add(_timeLimit);
    }

    /// <summary>Whether a program is named or found.</summary>
    public bool IsThere(ParseResult arguments, Session session)
    {
        var program = FdmnesProgram.OfProcess(arguments.GetValue(_program), PluginManifest.Read(session.ManifestPath));
        return program.Named is not null || program.Locate() is not null;
    }

    /// <summary>The runner that the options ask for.</summary>
    /// <exception cref="InvalidInputException">There is no program, or the limit is not positive.</exception>
    public FdmnesRunner Runner(ParseResult arguments, Session session)
    {
        var minutes = arguments.GetValue(_timeLimit);
        return minutes is > 0.0 and < 1e5
            ? new FdmnesRunner(
                FdmnesProgram.OfProcess(arguments.GetValue(_program), PluginManifest.Read(session.ManifestPath)).Require(),
                TimeSpan.FromMinutes(minutes))
            : throw new InvalidInputException("--time-limit must be a positive number of minutes");
    }
}
