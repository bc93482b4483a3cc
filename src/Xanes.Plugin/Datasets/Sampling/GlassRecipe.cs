using MathNet.Numerics.Distributions;
using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>The parameters that glass-like centres are drawn from: a shell, formers behind its atoms, further absorbers.</summary>
public sealed record GlassRecipe
{
    private const int LargestShell = 24;
    private const double LongestDistance = 10.0;

    /// <summary>The least part of the shell's distances that must fall within their range.</summary>
    private const double LeastShareWithin = 0.01;

    private GlassRecipe(YamlMap map, int absorber)
    {
        var faults = new FaultList(map.Source);
        Absorber = absorber;
        if (faults.Try(() => map.Map("shell"), null) is { } shell)
        {
            ShellElement = ReadElement(shell, faults);
            ShellCount = faults.Try(() => shell.CountsBetween("count", 0, LargestShell), default);
            ShellWithin = faults.Try(() => shell.RangeBetween("within", 0.5, LongestDistance), (0.5, LongestDistance));
            ShellDistance = faults.Try(() => ReadShellDistance(shell, ShellWithin), default);
        }

        if (faults.Try(() => map.Map("former"), null) is { } former)
        {
            FormerElement = ReadElement(former, faults);
            FormerShare = faults.Try(() => former.NumberBetween("share", 0.0, 1.0), 0.0);
            FormerDistance = faults.Try(() => former.PairBetween("distance", 0.0, LongestDistance), default);
            FormerAngle = faults.Try(() => former.RangeBetween("angle", 0.0, 180.0), default);
            if (former.Has("instead") && faults.Try(() => former.Map("instead"), null) is { } instead)
            {
                InsteadElement = ReadElement(instead, faults);
                InsteadShare = faults.Try(() => instead.NumberBetween("share", 0.0, 1.0), 0.0);
                InsteadDistance = faults.Try(() => instead.PairBetween("distance", 0.0, LongestDistance), default);
            }
        }

        if (faults.Try(() => map.Map("further"), null) is { } further)
        {
            FurtherElement = ReadElement(further, faults);
            FurtherChances = faults.Try(() => ReadChances(further), []);
            FurtherDistance = faults.Try(() => further.RangeBetween("distance", 0.5, LongestDistance), default);
        }

        if (map.Has("companions"))
        {
            Companions = [.. (faults.Try(() => map.Maps("companions"), null) ?? []).Select(companion => ReadCompanion(companion, faults))];
        }

        Distances = faults.Try(() => ReadDistances(map), MinimumDistances.None);
        Rounding = faults.Try(() => AtomGroup.ReadRounding(map, 0.01), 0.01);
        Seed = faults.Try(() => map.Integer("seed"), 0);
        faults.ThrowIfAny();
        if (Distances.Missing(Pairs()) is { } missing)
        {
            throw new InvalidInputException(missing);
        }
    }

    /// <summary>The absorber's atomic number.</summary>
    public int Absorber { get; }

    /// <summary>The atomic number of the shell's atoms.</summary>
    public int ShellElement { get; }

    /// <summary>The least and the largest number of atoms in the shell.</summary>
    public (int Least, int Most) ShellCount { get; }

    /// <summary>Mean and deviation in Å of their distance to the absorber.</summary>
    public (double First, double Second) ShellDistance { get; }

    /// <summary>The range in Å that these distances are drawn again outside of.</summary>
    public (double First, double Second) ShellWithin { get; }

    /// <summary>The atomic number of the former behind a shell's atom.</summary>
    public int FormerElement { get; }

    /// <summary>The chance that there is one.</summary>
    public double FormerShare { get; }

    /// <summary>Mean and deviation in Å of its distance to the shell's atom.</summary>
    public (double First, double Second) FormerDistance { get; }

    /// <summary>The range in degrees of the angle absorber - shell's atom - former.</summary>
    public (double First, double Second) FormerAngle { get; }

    /// <summary>The atomic number of another former, which stands in the place of some; null where there is none.</summary>
    public int? InsteadElement { get; }

    /// <summary>The part of the formers that it takes the place of.</summary>
    public double InsteadShare { get; }

    /// <summary>Mean and deviation in Å of its distance to the shell's atom.</summary>
    public (double First, double Second) InsteadDistance { get; }

    /// <summary>Atoms that join an atom of the shell, such as sodium or hydrogen.</summary>
    public IReadOnlyList<Companion> Companions { get; } = [];

    /// <summary>The atomic number of further metal atoms.</summary>
    public int FurtherElement { get; }

    /// <summary>The chances of 0, 1, 2, ... of them.</summary>
    public double[] FurtherChances { get; } = [];

    /// <summary>The range in Å of their distance to the metal atom that they join.</summary>
    public (double First, double Second) FurtherDistance { get; }

    /// <summary>The least distances.</summary>
    public MinimumDistances Distances { get; }

    /// <summary>Coordinates are multiples of this length in Å.</summary>
    public double Rounding { get; }

    /// <summary>The seed of the random numbers.</summary>
    public int Seed { get; }

    /// <summary>Reads the parameters from a data set's plan.</summary>
    /// <exception cref="InvalidInputException">A key is missing or not valid.</exception>
    public static GlassRecipe From(YamlMap map, int absorber) => new(map, absorber);

    private static Companion ReadCompanion(YamlMap map, FaultList faults) => new(
        ReadElement(map, faults),
        faults.Try(() => ReadChances(map), [1.0]),
        faults.Try(() => map.RangeBetween("distance", 0.5, LongestDistance), default));

    /// <summary>The least distances; with the key <c>contact</c> those that are not listed follow from covalent radii.</summary>
    private MinimumDistances ReadDistances(YamlMap map)
    {
        var listed = MinimumDistances.From(map.Map("minimum_distances"));
        return map.Has("contact") ? listed.FilledByRadii(Elements(), map.NumberBetween("contact", 0.5, 1.5)) : listed;
    }

    private static int ReadElement(YamlMap map, FaultList faults) =>
        faults.Try(() => ChemicalElement.AtomicNumber(map.Text("element")), 0);

    private static (double First, double Second) ReadShellDistance(YamlMap shell, (double First, double Second) within)
    {
        var (mean, deviation) = shell.PairBetween("distance", 0.0, LongestDistance);
        var share = deviation > 0.0
            ? Normal.CDF(mean, deviation, within.Second) - Normal.CDF(mean, deviation, within.First)
            : mean >= within.First && mean <= within.Second ? 1.0 : 0.0;
        return share >= LeastShareWithin
            ? (mean, deviation)
            : throw new InvalidInputException(FormattableString.Invariant(
                $"{shell.Source}: 'distance' [{mean}, {deviation}] (mean, deviation) almost never falls 'within' [{within.First}, {within.Second}] Å; widen one"));
    }

    private static double[] ReadChances(YamlMap map) =>
        map.Numbers("counts") is { Length: >= 1 and <= LargestShell } chances
        && chances.All(chance => chance >= 0.0) && Math.Abs(chances.Sum() - 1.0) <= 1e-9
            ? chances
            : throw new InvalidInputException($"{map.Source}: 'counts' must be the chances of 0, 1, 2, ... atoms, adding up to 1");

    private int[] Elements()
    {
        IEnumerable<int> others = InsteadElement is { } instead ? [instead] : [];
        return [.. new[] { Absorber, ShellElement, FormerElement, FurtherElement }.Concat(others).Concat(Companions.Select(companion => companion.Element))];
    }

    private IEnumerable<ElementPair> Pairs()
    {
        var elements = Elements();
        return elements.SelectMany((first, i) => elements[i..].Select(second => new ElementPair(first, second)));
    }

    /// <summary>Atoms that join an atom of the shell.</summary>
    /// <param name="Element">Their atomic number.</param>
    /// <param name="Chances">The chances of 0, 1, 2, ... of them.</param>
    /// <param name="Distance">The range in Å of their distance to it.</param>
    public sealed record Companion(int Element, double[] Chances, (double First, double Second) Distance);
}
