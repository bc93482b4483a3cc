using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>
/// Draws centres as in glass: a shell around the absorber, network formers behind its atoms at the bridge's angle, and further
/// metal atoms, each of which joins the absorber or one of the others; then the companions of the shell's atoms.
/// </summary>
public sealed class GlassCentreSampler(GlassRecipe recipe) : IStructureSampler
{
    private const int Attempts = 200;

    /// <inheritdoc/>
    public IEnumerable<SampledStructure?> Sample()
    {
        var random = new MersenneTwister(recipe.Seed);
        while (true)
        {
            var group = new AtomGroup(recipe.Absorber, recipe.Rounding);
            yield return TryAddFurther(group, random) && TryAddShell(group, random) && TryAddCompanions(group, random)
                ? new SampledStructure(group.ToStructure())
                : null;
        }
    }

    private bool TryAddFurther(AtomGroup group, MersenneTwister random)
    {
        return Enumerable.Range(0, Number(recipe.FurtherChances, random)).All(_ => Try(() =>
        {
            var partner = group.Atoms[random.Next(group.Atoms.Count)].Position;
            var distance = Uniform(recipe.FurtherDistance, random);
            return group.TryAdd(recipe.FurtherElement, partner + (Direction(random) * distance), recipe.Distances);
        }));
    }

    private bool TryAddShell(AtomGroup group, MersenneTwister random)
    {
        var count = random.Next(recipe.ShellCount.Least, recipe.ShellCount.Most + 1);
        return Enumerable.Range(0, count).All(_ => Try(() => TryAddShellAtom(group, random)));
    }

    /// <summary>Adds an atom of the shell together with the former behind it, or neither.</summary>
    private bool TryAddShellAtom(AtomGroup group, MersenneTwister random)
    {
        var distance = Normal.Sample(random, recipe.ShellDistance.First, recipe.ShellDistance.Second);
        if (distance < recipe.ShellWithin.First || distance > recipe.ShellWithin.Second)
        {
            return false;
        }

        var direction = Direction(random);
        var place = direction * distance;
        if (!group.TryAdd(recipe.ShellElement, place, recipe.Distances))
        {
            return false;
        }

        if (random.NextDouble() >= recipe.FormerShare || TryAddFormer(group, place, direction, random))
        {
            return true;
        }

        group.RemoveLast();
        return false;
    }

    private bool TryAddFormer(AtomGroup group, Vector3Double place, Vector3Double direction, MersenneTwister random)
    {
        var (element, distance) = recipe.InsteadElement is { } instead && random.NextDouble() < recipe.InsteadShare
            ? (instead, recipe.InsteadDistance)
            : (recipe.FormerElement, recipe.FormerDistance);
        return Try(() => group.TryAdd(element, BehindShell(place, direction, distance, random), recipe.Distances));
    }

    private bool TryAddCompanions(AtomGroup group, MersenneTwister random)
    {
        if (recipe.Companions.Count == 0)
        {
            return true;
        }

        var shell = group.Atoms.Where(atom => atom.AtomicNumber == recipe.ShellElement).Select(atom => atom.Position).ToArray();
        return recipe.Companions.All(companion => Enumerable.Range(0, shell.Length == 0 ? 0 : Number(companion.Chances, random)).All(_ => Try(() =>
            group.TryAdd(
                companion.Element, shell[random.Next(shell.Length)] + (Direction(random) * Uniform(companion.Distance, random)), recipe.Distances))));
    }

    /// <summary>A number drawn by the chances of 0, 1, 2, ...</summary>
    private static int Number(double[] chances, MersenneTwister random)
    {
        var chance = random.NextDouble();
        var number = 0;
        while (number < chances.Length - 1 && (chance -= chances[number]) >= 0.0)
        {
            number++;
        }

        return number;
    }

    private Vector3Double BehindShell(Vector3Double place, Vector3Double direction, (double Mean, double Deviation) former, MersenneTwister random)
    {
        var angle = double.DegreesToRadians(Uniform(recipe.FormerAngle, random));
        var distance = Normal.Sample(random, former.Mean, former.Deviation);
        return place + (Directions.AtAngle(direction * -1.0, angle, random.NextDouble()) * distance);
    }

    private static bool Try(Func<bool> attempt) => Enumerable.Range(0, Attempts).Any(_ => attempt());

    private static Vector3Double Direction(MersenneTwister random) => Directions.Of(random.NextDouble(), random.NextDouble());

    private static double Uniform((double First, double Second) range, MersenneTwister random) =>
        range.First + (random.NextDouble() * (range.Second - range.First));
}
