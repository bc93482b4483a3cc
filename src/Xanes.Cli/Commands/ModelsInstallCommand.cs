using System.CommandLine;
using Xanes.Cli.Output;
using Xanes.Plugin.Files;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes models install</c>: a model into the user's data folder.</summary>
internal sealed class ModelsInstallCommand : XanesCommand
{
    private const string ManualText = """
        Copies a model into your data folder (xanes/models in XDG_DATA_HOME or ~/.local/share) and makes it the default for its
        absorbing element, before the shipped ones. The files are compared with the hashes of the card first.

        Examples:
          xanes models install models/my-model           a folder that xanes train made
          xanes models install cu-oxides.zip             a file that xanes models export wrote
          xanes models install cu-oxides.zip --name cu-2 --replace
        """;

    private readonly Argument<string> _source = new("FOLDER|FILE") { Description = "A model's folder, or the one file of a model" };

    private readonly Option<string?> _name = new("--name") { Description = "Its name here; else the one of its card", HelpName = "NAME" };

    private readonly Option<bool> _replace = new("--replace") { Description = "Replace a model of that name" };

    /// <summary>Makes the command.</summary>
    public ModelsInstallCommand()
        : base("install", "Add a model to your own", ManualText)
    {
        Add(_source);
        Add(_name);
        Add(_replace);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var manifest = session.Plugin.Manifest;
        var (card, folder) = new UsersModels(UserFolders.Models).Install(
            arguments.GetRequiredValue(_source), arguments.GetValue(_name), arguments.GetValue(_replace));
        var id = Path.GetFileName(folder);
        var shipped = InstalledModels.ShippedFor(manifest, card.Info.Absorber);
        session.Terminal.Out.WriteLine(session.Json
            ? JsonText.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteString("absorber", card.Info.Absorber);
                json.WriteString("folder", folder);
                json.WriteEndObject();
            })
            : $"{id} is in {folder} and is now your default for {card.Info.Absorber}{Precedence(shipped)}.");
        if (shipped.Contains(id) && !session.Json)
        {
            session.Note($"it has the name of a shipped model, which {id} no longer means; 'xanes models remove {id}' brings that back");
        }

        return ExitStatus.Success;
    }

    private static string Precedence(IReadOnlyList<string> shipped) =>
        shipped.Count == 0 ? "" : $", before {string.Join(" and ", shipped)}, which {(shipped.Count == 1 ? "is" : "are")} shipped";
}
