namespace Xanes.Interop;

/// <summary>The model that is taken for an absorbing element where none is named.</summary>
/// <param name="Id">Its name, as <see cref="IXanesPlugin.OpenModel"/> takes it.</param>
/// <param name="Absorber">The symbol of the absorbing element.</param>
/// <param name="Reason">Why this one, as <c>the default for Ag</c>.</param>
public sealed record ModelChoice(string Id, string Absorber, string Reason)
{
    /// <summary>The model for one structure.</summary>
    /// <param name="plugin">Knows the models.</param>
    /// <param name="elements">The atomic numbers of the atoms that may absorb.</param>
    /// <param name="option">How the user names an absorber, for the message; by the symbol alone where it is left out.</param>
    /// <returns>The choice; null where the plugin has no model at all or does not choose, and its default model stands.</returns>
    /// <exception cref="InvalidInputException">No model is for any of the elements, or models for several of them are there.</exception>
    public static ModelChoice? Of(IXanesPlugin plugin, IReadOnlyCollection<int> elements, Func<string, string>? option = null)
    {
        var choices = plugin.ModelsFor(elements);
        if (choices is [var only])
        {
            return only;
        }

        if (choices.Count > 1)
        {
            var named = choices.Select(choice => $"{(option ?? (symbol => symbol))(choice.Absorber)} (model {choice.Id})");
            throw new InvalidInputException(
                $"the structure has atoms of {string.Join(" and ", choices.Select(choice => choice.Absorber))}, and there is a model for each; " +
                $"give the absorber: {string.Join(" or ", named)}");
        }

        var known = plugin.ModelsFor([.. Enumerable.Range(1, ChemicalElement.MaxAtomicNumber)]);
        return known.Count == 0
            ? null
            : throw new InvalidInputException(
                $"no model is for the absorber {string.Join(", ", elements.Distinct().Order().Select(ChemicalElement.Symbol))}, only for " +
                $"{string.Join(", ", known.Select(choice => choice.Absorber))}; choose another absorber, or add a model with 'xanes train' or 'xanes models install'");
    }
}
