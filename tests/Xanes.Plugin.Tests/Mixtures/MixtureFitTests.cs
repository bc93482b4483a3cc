using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Mixtures;

namespace Xanes.Plugin.Tests.Mixtures;

/// <summary>Mixtures that were made by hand from edges with waves of their own, and are taken apart again.</summary>
internal sealed class MixtureFitTests
{
    private const double Noise = 0.005;

    private static readonly NamedSpectrum[] Standards = [.. Enumerable.Range(0, 30).Select(Standard)];

    [Test]
    public void Two_standards_come_back_within_two_hundredths_among_thirty_candidates([Values] bool sumToOne)
    {
        var result = MixtureFit.Run(Mixed(1, (4, 0.35), (17, 0.65)), Standards, new MixtureOptions { SumToOne = sumToOne });

        Assert.That(result.Best.Components.Select(component => component.Name), Is.EquivalentTo(new[] { "standard 4", "standard 17" }));
        Assert.That(Fraction(result.Best, "standard 4"), Is.EqualTo(0.35).Within(0.02));
        Assert.That(Fraction(result.Best, "standard 17"), Is.EqualTo(0.65).Within(0.02));
        Assert.That(result.Best.FTest, Is.LessThan(1e-10), "one component alone is much worse");
        Assert.That(result.Tried, Is.EqualTo(30 + 435 + 4060 + 27405));
    }

    [Test]
    public void Three_standards_come_back_within_two_hundredths()
    {
        var result = MixtureFit.Run(Mixed(2, (2, 0.5), (9, 0.2), (25, 0.3)), Standards);

        Assert.That(
            new[] { Fraction(result.Best, "standard 2"), Fraction(result.Best, "standard 9"), Fraction(result.Best, "standard 25") },
            Is.EqualTo(new[] { 0.5, 0.2, 0.3 }).Within(0.02));
        Assert.That(result.Best.Components.Select(component => component.Deviation), Has.All.InRange(1e-4, 0.02));
        var others = result.Best.Components.Where(component => component.Name is not ("standard 2" or "standard 9" or "standard 25"));
        Assert.That(others.Select(component => component.Fraction), Has.All.LessThan(0.02), "no fourth one of any size");
    }

    [Test]
    public void Fractions_that_add_up_to_one_do_so_and_probabilities_do_over_all_mixtures()
    {
        var result = MixtureFit.Run(Mixed(3, (0, 0.7), (1, 0.3)), Standards[..4], new MixtureOptions { SumToOne = true });

        Assert.That(result.Mixtures.Select(mixture => mixture.Components.Sum(component => component.Fraction)), Has.All.EqualTo(1.0).Within(1e-9));
        Assert.That(result.Mixtures.Sum(mixture => mixture.Probability), Is.EqualTo(1.0).Within(1e-9));
        Assert.That(result.Mixtures.Select(mixture => mixture.Probability), Is.Ordered.Descending);
        Assert.That(result.Mixtures.SelectMany(mixture => mixture.Components).Select(component => component.Fraction), Has.All.Positive);
    }

    [Test]
    public void A_component_that_is_not_there_does_not_pass_the_F_test()
    {
        var result = MixtureFit.Run(Mixed(4, (0, 0.7), (1, 0.3)), Standards[..3]);

        var three = result.Mixtures.FirstOrDefault(mixture => mixture.Components.Count == 3);
        Assert.That(result.Best.Components, Has.Count.EqualTo(2));
        Assert.That(three?.FTest ?? 1.0, Is.GreaterThan(0.01));
    }

    [Test]
    public void The_fractions_and_their_deviations_are_those_of_least_squares()
    {
        var measured = Mixed(5, (0, 0.6), (1, 0.4));

        var best = MixtureFit.Run(measured, Standards[..2]).Best;

        // The normal equations of two columns, solved by Cramer's rule.
        var (aa, ab, bb, at, bt) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var points = measured.Absorption.Length;
        for (var i = 0; i < points; i++)
        {
            var (a, b, t) = (Standards[0].Absorption.Span[i], Standards[1].Absorption.Span[i], measured.Absorption.Span[i]);
            (aa, ab, bb, at, bt) = (aa + (a * a), ab + (a * b), bb + (b * b), at + (a * t), bt + (b * t));
        }

        var determinant = (aa * bb) - (ab * ab);
        Assert.That(Fraction(best, "standard 0"), Is.EqualTo(((at * bb) - (bt * ab)) / determinant).Within(1e-9));
        Assert.That(best.Components[0].Deviation, Is.EqualTo(Math.Sqrt(best.SumOfSquares / (points - 2) * bb / determinant)).Within(1e-9));
    }

    [Test]
    public void A_shift_is_found_where_it_is_allowed()
    {
        var exact = Mixed(6, (0, 0.6), (1, 0.4));
        var shifted = new NamedSpectrum("measured", exact.PhotonEnergies.ToArray().Select(energy => energy + 0.7).ToArray(), exact.Absorption);

        var best = MixtureFit.Run(shifted, Standards[..3], new MixtureOptions { MaximumShift = 2.0 }).Best;

        Assert.That(best.Shift, Is.EqualTo(0.7).Within(0.101));
        Assert.That(Fraction(best, "standard 0"), Is.EqualTo(0.6).Within(0.02));
    }

    [Test]
    public void What_cannot_be_tried_is_refused_in_one_line()
    {
        var measured = Mixed(7, (0, 1.0));
        var elsewhere = new NamedSpectrum("elsewhere", Enumerable.Range(0, 50).Select(i => 9000.0 + i).ToArray(), new double[50]);

        Assert.That(() => MixtureFit.Run(measured, []), Throws.InstanceOf<InvalidInputException>().With.Message.Contains("1 to 30"));
        Assert.That(() => MixtureFit.Run(measured, [Standards[0], Standards[0]]), Throws.InstanceOf<InvalidInputException>().With.Message.Contains("'standard 0'"));
        Assert.That(() => MixtureFit.Run(measured, [elsewhere]), Throws.InstanceOf<InvalidInputException>().With.Message.Contains("elsewhere spans 9000.0 to 9049.0"));
        Assert.That(() => MixtureFit.Run(measured, [Standards[0]], new MixtureOptions { MaximumComponents = 5 }), Throws.InstanceOf<InvalidInputException>());
    }

    /// <summary>The spectrum of a number: an edge with a wave whose length and phase belong to the number.</summary>
    public static NamedSpectrum Standard(int number)
    {
        var energies = Enumerable.Range(0, 161).Select(i => 25494.0 + (0.5 * i)).ToArray();
        return new NamedSpectrum($"standard {number}", energies, energies.Select(energy => Shape(number, energy - 25514.0)).ToArray());
    }

    private static double Shape(int number, double energy)
    {
        var edge = 0.5 + (Math.Atan((energy - (0.1 * (number % 7))) / 3.0) / Math.PI);
        return edge * (1.0 + (0.25 * Math.Sin((energy * (0.15 + (0.013 * number))) + number) * Math.Exp(-Math.Max(0.0, energy) / 40.0)));
    }

    private static NamedSpectrum Mixed(int seed, params (int Standard, double Fraction)[] parts)
    {
        var random = new Random(seed);
        var values = new double[Standards[0].Absorption.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = parts.Sum(part => part.Fraction * Standards[part.Standard].Absorption.Span[i])
                + (Noise * Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble()));
        }

        return new NamedSpectrum("measured", Standards[0].PhotonEnergies, values);
    }

    private static double Fraction(Mixture mixture, string name) => mixture.Components.Single(component => component.Name == name).Fraction;
}
