using System.CommandLine;
using Xanes.Cli.Completion;
using Xanes.Plugin.Files;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes models default</c>: which of the user's own models stands for its element.</summary>
internal sealed class ModelsDefaultCommand : XanesCommand
{
    private const string ManualText = """
        Of several of your own models for one absorbing element, takes this one where none is named.

        Example:
          xanes models default cu-oxides
        """;

    private readonly Argument<string> _id = new("ID") { Description = "One of your own models", CompletionSources = { KnownNames.OwnModels } };

    /// <summary>Makes the command.</summary>
    public ModelsDefaultCommand()
        : base("default", "Make one of your own models the default for its element", ManualText)
    {
        Add(_id);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var id = arguments.GetRequiredValue(_id);
        session.Note($"{id} is your default for {new UsersModels(UserFolders.Models).MakeDefault(id)}");
        return ExitStatus.Success;
    }
}
