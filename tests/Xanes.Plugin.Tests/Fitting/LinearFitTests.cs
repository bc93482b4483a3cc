using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Fitting;

namespace Xanes.Plugin.Tests.Fitting;

/// <summary>Fits of a model whose posterior can be worked out by hand.</summary>
internal sealed class LinearFitTests
{
    private const double Noise = 0.01;
    private const double Truth = 0.03;
    private const double Distance = 2.2;
    private const double Half = 0.2;

    private static readonly FitOptions Certain = new()
    {
        Shift = new ParameterRange(-1e-3, 1e-3),
        EdgeStepDeviation = 0.0,
        BackgroundDeviation = 0.0,
        SlopeDeviation = 0.0,
        TheoryError = 0.0,
        From = -8.0,
        To = 60.0,
    };

    [Test]
    public void Mean_width_and_evidence_are_those_of_a_straight_line_through_noise()
    {
        var target = Target(Truth, seed: 3);
        // With y = edge + d wave and white noise: the information of d is sum wave² / noise².
        var (information, projection, square) = (0.0, 0.0, 0.0);
        for (var i = 0; i < target.Absorption.Length; i++)
        {
            var energy = target.PhotonEnergies.Span[i] - 25514.0;
            var wave = LinearModel.Wave(energy);
            var residual = target.Absorption.Span[i] - LinearModel.Edge(energy);
            information += wave * wave / (Noise * Noise);
            projection += wave * residual / (Noise * Noise);
            square += residual * residual / (Noise * Noise);
        }

        var (mean, deviation) = (projection / information, 1.0 / Math.Sqrt(information));
        var best = -0.5 * (square - (projection * projection / information));
        var evidence = best - (target.Absorption.Length * Math.Log(Noise * Math.Sqrt(2.0 * Math.PI)))
            + Math.Log(deviation * Math.Sqrt(2.0 * Math.PI) / (2.0 * Half));

        var result = StructureFit.Run(new LinearModel(distance => distance - Distance), target, [Start()], Certain with { Population = 400 });

        var shell = result.Parameter("shell O 2-2.4");
        Assert.Multiple(() =>
        {
            Assert.That(shell.Mean, Is.EqualTo(mean).Within(0.1 * deviation));
            Assert.That(shell.Deviation, Is.EqualTo(deviation).Within(0.1 * deviation));
            Assert.That(shell.Interval90.Upper - shell.Interval90.Lower, Is.EqualTo(2.0 * 1.645 * deviation).Within(0.3 * deviation));
            Assert.That(shell.Best, Is.EqualTo(mean).Within(0.1 * deviation));
            Assert.That(result.LogEvidence, Is.EqualTo(evidence).Within(0.5));
            Assert.That(result.Parameter("mean distance O 2-2.4").Mean, Is.EqualTo(Distance + shell.Mean).Within(1e-9));
        });
    }

    [Test]
    public void An_uncertain_edge_step_widens_the_interval_as_least_squares_say()
    {
        var target = Target(Truth, seed: 4);
        // Columns: wave and edge, the latter's factor known to 0.02; the deviation of the first is the inverse information's corner.
        var (ww, we, ee) = (0.0, 0.0, 1.0 / (0.02 * 0.02));
        for (var i = 0; i < target.Absorption.Length; i++)
        {
            var energy = target.PhotonEnergies.Span[i] - 25514.0;
            var (wave, edge) = (LinearModel.Wave(energy), LinearModel.Edge(energy) + (Truth * LinearModel.Wave(energy)));
            ww += wave * wave / (Noise * Noise);
            we += wave * edge / (Noise * Noise);
            ee += edge * edge / (Noise * Noise);
        }

        var deviation = Math.Sqrt(ee / ((ww * ee) - (we * we)));

        var result = StructureFit.Run(
            new LinearModel(distance => distance - Distance), target, [Start()], Certain with { EdgeStepDeviation = 0.02, Population = 400 });

        Assert.That(result.Parameters[0].Deviation, Is.EqualTo(deviation).Within(0.12 * deviation));
    }

    [Test]
    public void Two_structures_that_fit_alike_are_two_answers_with_their_shares()
    {
        // The spectrum holds the square of the displacement alone, so that both signs fit.
        var model = new LinearModel(distance => 10.0 * (distance - Distance) * (distance - Distance));
        var target = Target(10.0 * 0.1 * 0.1, seed: 5);

        var result = StructureFit.Run(model, target, [Start()], Certain with { Population = 400 });

        Assert.That(result.Answers, Has.Count.EqualTo(2));
        Assert.That(result.Answers.Select(answer => answer.Values.Span[0]).Order(), Is.EqualTo(new[] { -0.1, 0.1 }).Within(0.01));
        Assert.That(result.Answers.Select(answer => answer.Share), Has.All.EqualTo(0.5).Within(0.12));
        Assert.That(result.Warnings, Has.Some.Contains("2 separate answers"));
    }

    [Test]
    public void A_parameter_at_its_bound_one_that_the_spectrum_does_not_hold_and_two_that_cannot_be_told_apart_are_named()
    {
        var model = new LinearModel(distance => distance - Distance);
        var start = Start() with
        {
            Variations =
            [
                VariationText.Parse("shell O 2-2.4 in -0.2..0.01 as near"),
                VariationText.Parse("shell O 3-4 as far"),
            ],
        };
        var twice = Start() with { Variations = [VariationText.Parse("shell O 2-2.4 as one"), VariationText.Parse("atom 1 x as other")] };

        var single = StructureFit.Run(model, Target(0.1, seed: 6), [start], Certain);
        var both = StructureFit.Run(model, Target(0.1, seed: 6), [twice], Certain);

        Assert.That(single.Warnings, Has.Some.StartsWith("near lies at its upper bound"));
        Assert.That(single.Warnings, Has.Some.StartsWith("the spectrum says little about far"));
        Assert.That(both.Warnings, Has.Some.StartsWith("one and other cannot be told apart"));
    }

    [Test]
    public void The_same_seed_gives_the_same_draws_on_any_number_of_threads_and_another_seed_others()
    {
        var model = new LinearModel(distance => distance - Distance);
        var target = Target(Truth, seed: 7);

        var one = StructureFit.Run(model, target, [Start()], Certain with { Threads = 1 }).Samples.ToArray();
        var two = StructureFit.Run(model, target, [Start()], Certain with { Threads = 2 }).Samples.ToArray();
        var other = StructureFit.Run(model, target, [Start()], Certain with { Seed = 1 }).Samples.ToArray();

        Assert.That(two, Is.EqualTo(one));
        Assert.That(other, Is.Not.EqualTo(one));
    }

    [Test]
    public void A_fit_that_is_cancelled_ends()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Cancelling(cancellation);

        Assert.That(
            () => StructureFit.Run(new LinearModel(distance => distance - Distance), Target(Truth, 8), [Start()], Certain, progress, cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Noise_that_is_not_given_is_estimated_from_the_spectrum()
    {
        var exact = Target(Truth, seed: 9);
        var target = new FitTarget(exact.PhotonEnergies, exact.Absorption);

        var result = StructureFit.Run(new LinearModel(distance => distance - Distance), target, [Start()], Certain);

        Assert.That(result.Curve.Noise.Span[0], Is.EqualTo(Noise).Within(0.2 * Noise));
    }

    [Test]
    public void The_band_of_the_posterior_holds_the_spectrum_without_noise()
    {
        var target = Target(Truth, seed: 10);

        var curve = StructureFit.Run(new LinearModel(distance => distance - Distance), target, [Start()], Certain).Curve;

        var held = 0;
        for (var i = 0; i < curve.Measured.Length; i++)
        {
            var energy = curve.PhotonEnergies.Span[i] - 25514.0;
            var exact = LinearModel.Edge(energy) + (Truth * LinearModel.Wave(energy));
            held += exact >= curve.Lower.Span[i] - 1e-6 && exact <= curve.Upper.Span[i] + 1e-6 ? 1 : 0;
        }

        Assert.That(held, Is.GreaterThan(0.85 * curve.Measured.Length));
    }

    /// <summary>Silver with oxygen at 2.2 Å along x, and two more far away.</summary>
    private static FitStart Start() => new("start", new AtomicStructure([47, 8, 8, 8], [0, 0, 0, Distance, 0, 0, 0, 3.5, 0, 0, 0, 3.6]))
    {
        Absorber = AbsorberSelection.Index(0),
        Variations = [new ShellVariation(new AtomShell("O", 2.0, 2.4)) { Range = new ParameterRange(-Half, Half) }],
    };

    private static FitTarget Target(double amplitude, int seed)
    {
        var random = new Random(seed);
        var energies = Enumerable.Range(0, LinearModel.Points).Select(i => -8.0 + (i * LinearModel.Step)).ToArray();
        return new FitTarget(
            energies.Select(energy => 25514.0 + energy).ToArray(),
            energies.Select(energy => LinearModel.Edge(energy) + (amplitude * LinearModel.Wave(energy)) + (Noise * Gauss(random))).ToArray(),
            new[] { Noise });
    }

    private static double Gauss(Random random) => Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble());

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => source.Cancel();
    }
}
