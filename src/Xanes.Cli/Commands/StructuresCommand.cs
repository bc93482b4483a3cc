using System.CommandLine;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes structures</c>: the group of commands that fetch structures.</summary>
internal sealed class StructuresCommand : Command
{
    /// <summary>Makes the group.</summary>
    public StructuresCommand()
        : base("structures", "Fetch crystals by their formula from databases")
    {
        Add(new StructuresGetCommand());
        Add(new StructuresProvidersCommand());
    }
}
