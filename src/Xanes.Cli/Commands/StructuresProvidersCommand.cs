using System.CommandLine;
using Xanes.Cli.Optimade;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes structures providers</c>: the databases that are known by name.</summary>
internal sealed class StructuresProvidersCommand : XanesCommand
{
    private const string ManualText = """
        Lists the databases that --provider knows by name. Any other OPTIMADE server is named by its address. What may be done
        with their data is for their licences to say.
        """;

    /// <summary>Makes the command.</summary>
    public StructuresProvidersCommand()
        : base("providers", "List the databases", ManualText)
    {
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        foreach (var provider in OptimadeProvider.Known)
        {
            session.Terminal.Out.WriteLine($"{provider.Id,-19}{provider.Name,-57}{provider.BaseUrl}");
        }

        return ExitStatus.Success;
    }
}
