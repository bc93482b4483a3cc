using System.CommandLine;
using Xanes.Cli.Completion;
using Xanes.Cli.Input;
using Xanes.Interop;

namespace Xanes.Cli.Options;

/// <summary>The option that names a model; without it the structure's absorbing element says which.</summary>
internal sealed class ModelOption
{
    private readonly Option<string?> _model = new("--model", "-m") { Description = "The model; else the default for the absorbing element", HelpName = "ID", CompletionSources = { KnownNames.Models } };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_model);

    /// <summary>The model that is named; null for none.</summary>
    public string? Named(ParseResult arguments) => arguments.GetValue(_model);

    /// <summary>Opens the model that is named, else the default for the first frame's absorber.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="absorber">The absorbers' option.</param>
    /// <param name="input">The structures.</param>
    /// <param name="changes">What becomes of neighbours: atoms that are changed do not absorb.</param>
    /// <param name="session">Opens it, and tells the user the choice.</param>
    /// <exception cref="InvalidInputException">There is no such model, none for the structure, or several; or the changes are at fault.</exception>
    public ISpectrumModel Open(ParseResult arguments, string? absorber, StructureInput input, NeighbourChanges changes, Session session)
    {
        var named = Named(arguments);
        if (named is null && input.FirstFrame() is { } frame)
        {
            named = Chosen(Unchanged(AbsorberRule.Elements(absorber, frame), changes), session);
        }

        var model = session.Plugin.OpenModel(named);
        return changes.IsEmpty ? model : model.WithNeighbours(changes);
    }

    /// <summary>The elements that are not changed; all where each of them is.</summary>
    private static int[] Unchanged(int[] elements, NeighbourChanges changes)
    {
        int[] kept =
        [
            .. elements.Where(element => !changes.Ignored.Concat(changes.Substituted.Keys)
                .Any(symbol => ChemicalElement.TryGetAtomicNumber(symbol, out var number) && number == element)),
        ];
        return kept.Length > 0 ? kept : elements;
    }

    /// <summary>The name of the default model for the elements that may absorb; null for the manifest's default.</summary>
    /// <exception cref="InvalidInputException">No model is for any of them, or several are.</exception>
    public static string? Chosen(IReadOnlyCollection<int> elements, Session session)
    {
        var choice = ModelChoice.Of(session.Plugin, elements, symbol => $"--absorber {symbol}");
        if (choice is not null)
        {
            session.Chose($"model {choice.Id}, {choice.Reason}");
        }

        return choice?.Id;
    }
}
