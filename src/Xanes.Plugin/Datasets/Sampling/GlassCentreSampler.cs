using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>
/// Draws centres as in glass: a shell around the absorber, network formers behind its atoms at the bridge's angle, and further
/// metal atoms, each of which joins the absorber or one of the others.
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
            yield return TryAddFurther(group, random) && TryAddShell(group, random) ? new SampledStructure(group.ToStructure()) : null;
        }
    }

    private bool TryAddFurther(AtomGroup group, MersenneTwister random)
    {
        var chance = random.NextDouble();
        var count = 0;
        while (count < recipe.FurtherChances.Length - 1 && (chance -= recipe.FurtherChances[count]) >= 0.0)
        {
            count++;
        }

        return Enumerable.Range(0, count).All(_ => Try(() =>
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

        if (random.NextDouble() >= recipe.FormerShare
            || Try(() => group.TryAdd(recipe.FormerElement, BehindShell(place, direction, random), recipe.Distances)))
        {
            return true;
        }

        group.RemoveLast();
        return false;
    }

    private Vector3Double BehindShell(Vector3Double place, Vector3Double direction, MersenneTwister random)
    {
        var angle = double.DegreesToRadians(Uniform(recipe.FormerAngle, random));
        var distance = Normal.Sample(random, recipe.FormerDistance.First, recipe.FormerDistance.Second);
        return place + (Directions.AtAngle(direction * -1.0, angle, random.NextDouble()) * distance);
    }

    private static bool Try(Func<bool> attempt) => Enumerable.Range(0, Attempts).Any(_ => attempt());

    private static Vector3Double Direction(MersenneTwister random) => Directions.Of(random.NextDouble(), random.NextDouble());

    private static double Uniform((double First, double Second) range, MersenneTwister random) =>
        range.First + (random.NextDouble() * (range.Second - range.First));
}
