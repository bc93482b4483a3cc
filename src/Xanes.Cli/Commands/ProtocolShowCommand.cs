using System.CommandLine;
using Xanes.Cli.Completion;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes protocol show</c>: a protocol as it stands in its file.</summary>
internal sealed class ProtocolShowCommand : XanesCommand
{
    private const string ManualText = """
        Prints a shipped protocol, or checks and prints a protocol file.

        Example:
          xanes protocol show ag-k-green-2 > mine.yaml
        """;

    private readonly Argument<string> _id = new("ID|FILE") { Description = "A shipped protocol or a protocol file", CompletionSources = { KnownNames.Protocols } };

    /// <summary>Makes the command.</summary>
    public ProtocolShowCommand()
        : base("show", "Print a protocol", ManualText)
    {
        Add(_id);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var id = arguments.GetRequiredValue(_id);
        _ = FdmnesProtocol.Open(id);
        session.Terminal.Out.Write(FdmnesProtocols.ReadText(id));
        return ExitStatus.Success;
    }
}
