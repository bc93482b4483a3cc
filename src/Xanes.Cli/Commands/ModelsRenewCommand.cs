using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Xanes.Cli.Completion;
using Xanes.Cli.Output;
using Xanes.Cli.Progress;
using Xanes.Plugin.Models;
using Xanes.Plugin.Training;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes models renew</c>: makes a model's domain again from its data.</summary>
internal sealed class ModelsRenewCommand : XanesCommand
{
    private const string ManualText = """
        Makes the domain of a model again from the data sets that its card names, and writes the card. The network or
        tree ensemble itself stays as it is. A model whose domain is of an earlier release needs this once. The data sets
        do not come with the installed program: --data names a copy of models/data.

        Examples:
          xanes models renew models/my-model
          xanes models renew ag-k-fast --data xanes/models/data
        """;

    private readonly Argument<string?> _id = new("ID") { Description = "The model; else the manifest's default", Arity = ArgumentArity.ZeroOrOne, CompletionSources = { KnownNames.Models } };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The folder that holds the training data sets by their names; else where the card says",
        HelpName = "DIR",
    };

    /// <summary>Makes the command.</summary>
    public ModelsRenewCommand()
        : base("renew", "Make a model's domain again from its training data", ManualText)
    {
        Add(_id);
        Add(_data);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var folder = InstalledModels.Folder(session.Plugin.Manifest, arguments.GetValue(_id));
        var card = ProgressDisplay.Count(
            session, "test spectra", progress => DomainRenewal.Run(folder, arguments.GetValue(_data), progress, session.Cancellation));
        var all = card.DomainMetrics.First(metrics => metrics.Set == DomainMetrics.All);
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => Write(json, card, all)));
        }
        else
        {
            var share = all.ShareInside.ToString("0.0 %", CultureInfo.InvariantCulture);
            session.Terminal.Out.WriteLine($"{card.Info.Id} has a new domain; {share} of the test spectra are inside.");
        }

        return ExitStatus.Success;
    }

    private static void Write(Utf8JsonWriter json, ModelCard card, DomainMetrics all)
    {
        json.WriteStartObject();
        json.WriteString("id", card.Info.Id);
        json.WriteNumber("share_inside_domain", all.ShareInside);
        json.WriteEndObject();
    }
}
