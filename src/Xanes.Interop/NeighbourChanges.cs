namespace Xanes.Interop;

/// <summary>
/// What becomes of neighbours before a prediction: atoms of some elements are left out of the structure, those of others are taken as another
/// element. The absorbing atom always stays. <see cref="ISpectrumModel.WithNeighbours"/> takes them.
/// </summary>
public sealed record NeighbourChanges
{
    /// <summary>Every atom as it is.</summary>
    public static NeighbourChanges None { get; } = new();

    /// <summary>The symbols of the elements whose atoms are left out.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>The symbols of the elements whose atoms are taken as another one's, each with that one's symbol; each atom is changed once.</summary>
    public IReadOnlyDictionary<string, string> Substituted { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether nothing changes.</summary>
    public bool IsEmpty => Ignored.Count == 0 && Substituted.Count == 0;

    /// <summary>Checks the changes for a model, and tells what becomes of each element.</summary>
    /// <param name="model">What is to predict.</param>
    /// <returns>For each atomic number the one that its atoms are taken as, 0 where they are left out; [119], the first one is not used.</returns>
    /// <exception cref="InvalidInputException">
    /// A symbol is unknown, an element is changed twice or is the absorber's, or it is to be taken as one that is left out or that the model
    /// does not know.
    /// </exception>
    public int[] For(ModelInfo model)
    {
        int[] takenAs = [.. Enumerable.Range(0, ChemicalElement.MaxAtomicNumber + 1)];
        foreach (var symbol in Ignored)
        {
            takenAs[Changed(symbol, "ignore", model)] = 0;
        }

        foreach (var (symbol, other) in Substituted)
        {
            var number = Changed(symbol, "substitute", model);
            if (takenAs[number] != number)
            {
                var before = takenAs[number] == 0 ? "ignored as well" : "substituted twice";
                throw new InvalidInputException($"substitute: {ChemicalElement.Symbol(number)} is {before}; name it once");
            }

            takenAs[number] = Target(number, other, model);
        }

        foreach (var target in takenAs.Where((target, number) => target != number && target > 0))
        {
            if (takenAs[target] == 0)
            {
                var (from, to) = (ChemicalElement.Symbol(Array.FindIndex(takenAs, taken => taken == target)), ChemicalElement.Symbol(target));
                throw new InvalidInputException($"substitute: {from} is to be taken as {to}, which is ignored; ignore {from} as well, or keep {to}");
            }
        }

        return takenAs;
    }

    private static int Changed(string symbol, string option, ModelInfo model)
    {
        var number = Number(symbol, option);
        return number != ChemicalElement.AtomicNumber(model.Absorber)
            ? number
            : throw new InvalidInputException(
                $"{option}: {model.Absorber} is the absorber of model {model.Id}, whose atoms stay as they are; leave {model.Absorber} out here");
    }

    private static int Target(int from, string symbol, ModelInfo model)
    {
        var number = Number(symbol, "substitute");
        if (number == from)
        {
            throw new InvalidInputException($"substitute: {ChemicalElement.Symbol(from)} is to be taken as itself; name another element or leave it out");
        }

        return model.Elements.Contains(ChemicalElement.Symbol(number))
            ? number
            : throw new InvalidInputException(
                $"substitute: {ChemicalElement.Symbol(from)} is to be taken as {ChemicalElement.Symbol(number)}, which model {model.Id} does not know " +
                $"either; name one of {string.Join(", ", model.Elements)}");
    }

    private static int Number(string symbol, string option) => ChemicalElement.TryGetAtomicNumber(symbol, out var number)
        ? number
        : throw new InvalidInputException($"{option}: '{symbol}' is not an element; use a symbol of the periodic table, such as H or Si");
}
