using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Xanes.Cli.Commands;

/// <summary>The usual help, followed by the command's manual.</summary>
internal sealed class ManualHelp(HelpAction usual) : SynchronousCommandLineAction
{
    private const string RootManual = """
        Examples:
          xanes predict AgSi2O4.xyz --plot AgSi2O4.png       a spectrum as a picture
          xanes predict trajectory.extxyz -o spectra.npy     one row a frame, float32 [frames, energies]
          xanes describe Ag2O.cif --absorber Ag -o x.csv     the vectors that models learn from
          xanes models list                                  the models and how well they predict
          xanes doctor                                       what this machine has and lacks

        Energies are photon energies minus the edge energy, in eV; lengths are in Å; absorption has an edge step of 1.
        Exit status: 0 success, 1 failure, 2 bad input or command line, 130 interrupted.
        """;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => usual.ClearsParseErrors;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var status = usual.Invoke(parseResult);
        var manual = parseResult.CommandResult.Command switch
        {
            XanesCommand command => command.Manual,
            RootCommand => RootManual,
            _ => null,
        };
        if (manual is not null)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(manual);
        }

        return status;
    }
}
