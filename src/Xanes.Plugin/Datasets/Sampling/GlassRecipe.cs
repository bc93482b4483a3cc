using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>The parameters that glass-like centres are drawn from: a shell, formers behind its atoms, further absorbers.</summary>
public sealed record GlassRecipe
{
    private GlassRecipe(YamlMap map, int absorber)
    {
        Absorber = absorber;
        var shell = map.Map("shell");
        ShellElement = ChemicalElement.AtomicNumber(shell.Text("element"));
        ShellCount = Pair(shell, "count");
        ShellDistance = Pair(shell, "distance");
        ShellWithin = Pair(shell, "within");
        var former = map.Map("former");
        FormerElement = ChemicalElement.AtomicNumber(former.Text("element"));
        FormerShare = former.Number("share");
        FormerDistance = Pair(former, "distance");
        FormerAngle = Pair(former, "angle");
        var further = map.Map("further");
        FurtherElement = ChemicalElement.AtomicNumber(further.Text("element"));
        FurtherChances = further.Numbers("counts");
        FurtherDistance = Pair(further, "distance");
        if (FurtherChances.Any(chance => chance < 0.0) || Math.Abs(FurtherChances.Sum() - 1.0) > 1e-9)
        {
            throw new InvalidInputException($"{further.Source}: 'counts' must be the chances of 0, 1, 2, ... atoms, adding up to 1");
        }

        Distances = MinimumDistances.From(map.Map("minimum_distances"));
        Rounding = map.Number("rounding", 0.01);
        Seed = map.Integer("seed");
    }

    /// <summary>The absorber's atomic number.</summary>
    public int Absorber { get; }

    /// <summary>The atomic number of the shell's atoms.</summary>
    public int ShellElement { get; }

    /// <summary>The least and the largest number of atoms in the shell.</summary>
    public (double First, double Second) ShellCount { get; }

    /// <summary>Mean and deviation in Å of their distance to the absorber.</summary>
    public (double First, double Second) ShellDistance { get; }

    /// <summary>The range in Å that these distances are drawn anew outside of.</summary>
    public (double First, double Second) ShellWithin { get; }

    /// <summary>The atomic number of the former behind a shell's atom.</summary>
    public int FormerElement { get; }

    /// <summary>The chance that there is one.</summary>
    public double FormerShare { get; }

    /// <summary>Mean and deviation in Å of its distance to the shell's atom.</summary>
    public (double First, double Second) FormerDistance { get; }

    /// <summary>The range in degrees of the angle absorber - shell's atom - former.</summary>
    public (double First, double Second) FormerAngle { get; }

    /// <summary>The atomic number of further metal atoms.</summary>
    public int FurtherElement { get; }

    /// <summary>The chances of 0, 1, 2, ... of them.</summary>
    public double[] FurtherChances { get; }

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

    private static (double First, double Second) Pair(YamlMap map, string key) =>
        map.Numbers(key) is [var first, var second]
            ? (first, second)
            : throw new InvalidInputException($"{map.Source}: '{key}' must be two numbers, such as [2.40, 0.25]");
}
