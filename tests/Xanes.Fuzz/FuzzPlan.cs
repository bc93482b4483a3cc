using Xanes.Fuzz.Targets;

namespace Xanes.Fuzz;

/// <summary>Which file stands at which number: the same seed gives the same files, each by itself.</summary>
internal sealed class FuzzPlan
{
    private static readonly Dictionary<string, Func<IFuzzTarget>> Makers = new()
    {
        ["structures"] = () => new StructureTarget(),
        ["measured"] = () => new MeasuredTarget(),
        ["yaml"] = () => new YamlTarget(),
        ["npy"] = () => new NpyTarget(),
        ["plans"] = () => new PlanTarget(),
        ["sets"] = () => new DataSetTarget(),
    };

    private readonly (string Name, IFuzzTarget Target)[] _targets;

    /// <summary>Makes the plan.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="kind">The only kind of file; null for all in turn.</param>
    public FuzzPlan(int seed, string? kind)
    {
        (Seed, Kind) = (seed, kind);
        _targets = [.. Makers.Where(maker => kind is null || maker.Key == kind).Select(maker => (maker.Key, maker.Value()))];
        if (_targets.Length == 0)
        {
            throw new ArgumentException($"There is no kind '{kind}'; give {string.Join(", ", Kinds)}.");
        }
    }

    /// <summary>The kinds of files.</summary>
    public static IEnumerable<string> Kinds => Makers.Keys;

    /// <summary>The seed.</summary>
    public int Seed { get; }

    /// <summary>The only kind; null for all.</summary>
    public string? Kind { get; }

    /// <summary>The kind of the file of a number.</summary>
    public string KindOf(int number) => _targets[number % _targets.Length].Name;

    /// <summary>The file of a number.</summary>
    public FuzzCase CaseOf(int number)
    {
        var (kind, target) = _targets[number % _targets.Length];
        var random = new Random(unchecked((Seed * 1_000_003) + number));
        var seed = target.Seeds[random.Next(target.Seeds.Count)];
        var other = target.Seeds[random.Next(target.Seeds.Count)];
        return new FuzzCase(kind, target, seed.Name, new Mutator(random, target.IsText).Mutate(seed.Content, other.Content));
    }
}
