namespace Xanes.Interop;

/// <summary>How many atoms of a structure were left out, or taken as another element, by <see cref="NeighbourChanges"/>.</summary>
public sealed class NeighbourTally : IEquatable<NeighbourTally>
{
    private readonly string _text;

    private NeighbourTally(IReadOnlyDictionary<string, int> ignored, IReadOnlyDictionary<string, int> substituted, string text)
    {
        Ignored = ignored;
        Substituted = substituted;
        _text = text;
    }

    /// <summary>No atom.</summary>
    public static NeighbourTally None { get; } = new(new Dictionary<string, int>(), new Dictionary<string, int>(), "");

    /// <summary>The symbols of the elements of atoms that were left out, by atomic number, with how many the structure has.</summary>
    public IReadOnlyDictionary<string, int> Ignored { get; }

    /// <summary>The symbols of the elements of atoms that were taken as others, by atomic number, with how many the structure has.</summary>
    public IReadOnlyDictionary<string, int> Substituted { get; }

    /// <summary>Whether every atom was taken as it is.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Counts the atoms of a structure.</summary>
    /// <param name="atomicNumbers">The atoms, [n].</param>
    /// <param name="takenAs">What each element is taken as, see <see cref="NeighbourChanges.For"/>.</param>
    public static NeighbourTally Count(ReadOnlySpan<int> atomicNumbers, ReadOnlySpan<int> takenAs)
    {
        Span<int> counts = stackalloc int[ChemicalElement.MaxAtomicNumber + 1];
        counts.Clear();
        foreach (var number in atomicNumbers)
        {
            counts[number]++;
        }

        var (ignored, substituted) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        var (left, taken) = (new List<string>(), new List<string>());
        for (var number = 1; number < counts.Length; number++)
        {
            if (counts[number] == 0 || takenAs[number] == number)
            {
                continue;
            }

            var symbol = ChemicalElement.Symbol(number);
            if (takenAs[number] == 0)
            {
                ignored.Add(symbol, counts[number]);
                left.Add($"{counts[number]} {symbol} ignored");
            }
            else
            {
                substituted.Add(symbol, counts[number]);
                taken.Add($"{counts[number]} {symbol} taken as {ChemicalElement.Symbol(takenAs[number])}");
            }
        }

        return left.Count + taken.Count == 0 ? None : new NeighbourTally(ignored, substituted, string.Join(", ", left.Concat(taken)));
    }

    /// <summary>In words, as <c>4 H ignored, 2 Al taken as Si</c>; empty where every atom was taken as it is.</summary>
    public override string ToString() => _text;

    /// <inheritdoc/>
    public bool Equals(NeighbourTally? other) => other is not null && other._text == _text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NeighbourTally);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);
}
