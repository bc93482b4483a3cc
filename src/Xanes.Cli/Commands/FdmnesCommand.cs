using System.CommandLine;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes fdmnes</c>: the group of commands that compute spectra by the user's own FDMNES.</summary>
internal sealed class FdmnesCommand : Command
{
    /// <summary>Makes the group.</summary>
    public FdmnesCommand()
        : base("fdmnes", "Compute spectra with your own FDMNES: write its inputs, run it")
    {
        Add(new FdmnesInputCommand());
        Add(new FdmnesRunCommand());
    }
}
