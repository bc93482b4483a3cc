using System.CommandLine;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes protocol</c>: the group of commands about what is asked of FDMNES.</summary>
internal sealed class ProtocolCommand : Command
{
    /// <summary>Makes the group.</summary>
    public ProtocolCommand()
        : base("protocol", "Make, list and show protocols: all of a calculation but the atoms")
    {
        Add(new ProtocolNewCommand());
        Add(new ProtocolListCommand());
        Add(new ProtocolShowCommand());
    }
}
