using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Measured.Normalisation;

namespace Xanes.Plugin.Tests.Measured;

/// <summary>Normalising an edge whose every number is known: an arctangent of step 2 at 9000 eV on a line.</summary>
public class EdgeTests
{
    [TestCase(EdgePositionMethod.HighestDerivative, 0.01)]
    [TestCase(EdgePositionMethod.SecondDerivativeZero, 0.01)]
    [TestCase(EdgePositionMethod.HalfStep, 0.1)]
    public void An_edge_is_found_where_it_is(EdgePositionMethod method, double tolerance)
    {
        var normalised = PreEdge.Normalise(MeasuredFiles.Spectrum(), new NormalisationOptions { Method = method });

        Assert.That(normalised.E0, Is.EqualTo(9000.0).Within(tolerance));
    }

    [Test]
    public void An_edge_between_two_points_is_found_between_them()
    {
        var normalised = PreEdge.Normalise(
            MeasuredFiles.Spectrum(9000.2), new NormalisationOptions { Method = EdgePositionMethod.SecondDerivativeZero });

        Assert.That(normalised.E0, Is.EqualTo(9000.2).Within(0.02));
    }

    [Test]
    public void A_white_line_is_the_first_maximum_above_the_edge()
    {
        var spectrum = MeasuredFiles.Spectrum(extra: energy => Math.Exp(-Math.Pow((energy - 9008.0) / 4.0, 2)));

        Assert.That(PreEdge.Normalise(spectrum, new NormalisationOptions { Method = EdgePositionMethod.WhiteLine }).E0, Is.EqualTo(9008.0).Within(0.51));
    }

    [Test]
    public void The_edge_step_and_the_curves_are_those_that_the_edge_was_made_with()
    {
        var normalised = PreEdge.Normalise(MeasuredFiles.Spectrum(), new NormalisationOptions { PreEdgeStart = -190, PreEdgeEnd = -120, PostEdgeStart = 150, PostEdgeEnd = 480 });

        Assert.That(normalised.EdgeStep, Is.EqualTo(2.0).Within(0.03), "the arctangent is not at its ends there");
        Assert.That(normalised.Flattened.Span[^1], Is.EqualTo(1.0).Within(0.01));
        Assert.That(normalised.Normalised.Span[0], Is.EqualTo(0.0).Within(0.005));
    }

    [Test]
    public void A_given_edge_step_is_taken()
    {
        var normalised = PreEdge.Normalise(MeasuredFiles.Spectrum(), new NormalisationOptions { EdgeStep = 4.0 });

        Assert.That(normalised.EdgeStep, Is.EqualTo(4.0));
        Assert.That(normalised.Normalised.Span[^1], Is.EqualTo(0.5).Within(0.01));
    }

    [Test]
    public void A_lone_spike_is_no_edge()
    {
        var spike = Array.IndexOf(MeasuredFiles.Energies, 9030.0);
        var spectrum = MeasuredFiles.Spectrum(extra: energy => energy == MeasuredFiles.Energies[spike] ? 0.6 : 0.0);

        Assert.That(PreEdge.Normalise(spectrum).E0, Is.EqualTo(9000.0).Within(0.6));
    }

    [Test]
    public void An_absorption_that_falls_at_its_edge_is_refused_with_what_to_do()
    {
        var falling = new MeasuredSpectrum("a.dat", "a", MeasuredFiles.Energies, Array.ConvertAll(MeasuredFiles.Energies, energy => -MeasuredFiles.Edge(energy)));

        Assert.That(
            () => PreEdge.Normalise(falling, new NormalisationOptions { E0 = 9000.0 }),
            Throws.TypeOf<InvalidInputException>().With.Message.StartsWith("a.dat:a: the absorption falls at the edge").And.Message.Contains("--columns"));
    }

    [Test]
    public void A_spectrum_without_an_edge_is_refused()
    {
        var flat = new MeasuredSpectrum("a.dat", "a", MeasuredFiles.Energies, new double[MeasuredFiles.Energies.Length]);

        Assert.That(() => PreEdge.Normalise(flat), Throws.TypeOf<InvalidInputException>().With.Message.Contains("no edge step"));
    }

    [TestCase(8000.0)]
    [TestCase(double.NaN)]
    [TestCase(9600.0)]
    public void An_e0_outside_of_the_spectrum_is_refused(double e0)
    {
        Assert.That(
            () => PreEdge.Normalise(MeasuredFiles.Spectrum(), new NormalisationOptions { E0 = e0 }),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("is not within the spectrum, 8800.0 to 9495.0 eV"));
    }

    [Test]
    public void Options_out_of_range_are_refused()
    {
        NormalisationOptions[] wrong =
        [
            new() { PostEdgeDegree = 4 }, new() { VictoreenExponent = -1 }, new() { PreEdgeDegree = 2 }, new() { EdgeStep = 0.0 },
            new() { PreEdgeStart = double.NaN }, new() { PostEdgeEnd = double.PositiveInfinity },
        ];
        foreach (var options in wrong)
        {
            Assert.That(() => PreEdge.Normalise(MeasuredFiles.Spectrum(), options), Throws.TypeOf<InvalidInputException>(), options.ToString());
        }
    }
}
