using System.CommandLine;
using Xanes.Cli.Output;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes protocol list</c>: the shipped protocols.</summary>
internal sealed class ProtocolListCommand : XanesCommand
{
    private const string ManualText = """
        Lists the protocols that are shipped. 'xanes protocol show ID' prints one, to be copied and changed.
        """;

    /// <summary>Makes the command.</summary>
    public ProtocolListCommand()
        : base("list", "List the shipped protocols", ManualText)
    {
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var protocols = FdmnesProtocols.Ids.Select(id => (Protocol: FdmnesProtocol.Open(id), Summary: FdmnesProtocols.Summary(FdmnesProtocols.ReadText(id))));
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json =>
            {
                json.WriteStartArray();
                foreach (var (protocol, summary) in protocols)
                {
                    json.WriteStartObject();
                    json.WriteString("id", protocol.Id);
                    json.WriteString("absorber", ChemicalElement.Symbol(protocol.Absorber));
                    json.WriteString("edge", protocol.Edge);
                    json.WriteString("summary", summary);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }));
            return ExitStatus.Success;
        }

        foreach (var (protocol, summary) in protocols)
        {
            session.Terminal.Out.WriteLine($"{protocol.Id,-20}{summary}");
        }

        return ExitStatus.Success;
    }
}
