using System.CommandLine;
using Xanes.Cli.Completion;
using Xanes.Plugin.Files;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes models remove</c>: a model out of the user's data folder.</summary>
internal sealed class ModelsRemoveCommand : XanesCommand
{
    private const string ManualText = """
        Removes one of your own models from your data folder. Shipped models stay where they are.

        Example:
          xanes models remove cu-oxides
        """;

    private readonly Argument<string> _id = new("ID") { Description = "One of your own models", CompletionSources = { KnownNames.OwnModels } };

    /// <summary>Makes the command.</summary>
    public ModelsRemoveCommand()
        : base("remove", "Remove one of your own models", ManualText)
    {
        Add(_id);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var folder = new UsersModels(UserFolders.Models).Remove(arguments.GetRequiredValue(_id));
        session.Note($"{folder} is removed");
        return ExitStatus.Success;
    }
}
