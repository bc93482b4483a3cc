using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Measured.Reading;
using Xanes.Plugin.Measured.Treatment;

namespace Xanes.Plugin.Tests.Measured;

/// <summary>Alignment, deglitching and rebinning.</summary>
public class TreatmentTests
{
    [TestCase(AlignmentMethod.LeastSquares, 1.37)]
    [TestCase(AlignmentMethod.LeastSquares, -12.6)]
    [TestCase(AlignmentMethod.Derivative, 1.37)]
    public void A_spectrum_that_was_moved_is_moved_back(AlignmentMethod method, double shift)
    {
        var foil = MeasuredFile.Read($"{MeasuredFiles.Path("ag.prj")}:Ag foil");

        var alignment = EdgeAlignment.Find(foil.Shifted(shift), foil, method);

        Assert.That(alignment.Shift, Is.EqualTo(-shift).Within(2e-3));
        Assert.That(alignment.Correlation, Is.EqualTo(1.0).Within(1e-6));
    }

    [Test]
    public void An_edge_on_another_grid_is_aligned_to_a_few_hundredths_of_an_eV()
    {
        var alignment = EdgeAlignment.Find(MeasuredFiles.Spectrum(9003.3), MeasuredFiles.Spectrum());

        Assert.That(alignment.Shift, Is.EqualTo(-3.3).Within(0.02));
    }

    [Test]
    public void The_reference_channels_of_a_session_agree_with_the_foil()
    {
        var foil = MeasuredFile.Read($"{MeasuredFiles.Path("ag.prj")}:Ag foil");
        foreach (var record in MeasuredFile.ReadAll(MeasuredFiles.Path("ag.prj")).Where(record => !record.Spectrum!.Reference.IsEmpty))
        {
            var alignment = EdgeAlignment.Find(record.Spectrum!.ReferenceChannel()!, foil);
            Assert.That(Math.Abs(alignment.Shift), Is.LessThan(0.5), record.Label);
            Assert.That(alignment.Correlation, Is.GreaterThan(0.99), record.Label);
        }
    }

    [Test]
    public void Edges_far_apart_are_not_aligned()
    {
        var foil = MeasuredFile.Read($"{MeasuredFiles.Path("ag.prj")}:Ag foil");

        Assert.That(() => EdgeAlignment.Find(MeasuredFiles.Spectrum(), foil), Throws.TypeOf<InvalidInputException>().With.Message.Contains("align spectra of one edge"));
    }

    [Test]
    public void Glitches_go_and_the_edge_stays()
    {
        int[] glitches = [20, 28, 180, 200, 220];
        const int OnTheEdge = 76;
        var (energies, clean) = (MeasuredFiles.Energies, MeasuredFiles.Spectrum(extra: Noise));
        var spoilt = MeasuredFiles.Spectrum(extra: energy => Noise(energy) + (glitches.Append(OnTheEdge).Any(i => energies[i] == energy) ? 0.05 : 0.0));

        Assert.That(SpectrumTreatment.Apply(clean, Deglitch).Energies.Length, Is.EqualTo(energies.Length));
        Assert.That(SpectrumTreatment.Apply(spoilt, Deglitch).Energies.ToArray(), Is.EqualTo(energies.Where((_, i) => !glitches.Contains(i))));
    }

    [Test]
    public void Points_within_intervals_are_left_out()
    {
        var treated = SpectrumTreatment.Apply(MeasuredFiles.Spectrum(), new TreatmentOptions { Removed = [new EnergyInterval(9001.0, 9003.0)], EnergyShift = 2.0 });

        Assert.That(treated.Energies.ToArray(), Is.EqualTo(MeasuredFiles.Energies.Where(energy => energy is < 9001.0 or > 9003.0).Select(energy => energy + 2.0)));
    }

    [Test]
    public void Rebinning_takes_the_mean_of_a_bin_and_leaves_few_points()
    {
        double[] energies = [.. Enumerable.Range(0, 70001).Select(i => 8800.0 + (0.01 * i))];
        var fine = new MeasuredSpectrum("made", "fine", energies, Array.ConvertAll(energies, energy => MeasuredFiles.Edge(energy) + Noise(energy)));

        var rebinned = SpectrumTreatment.Apply(fine, new TreatmentOptions { Rebinning = new RebinningGrid { EdgeStep = 0.5 } });

        Assert.That(rebinned.Energies.Length, Is.InRange(200, 400));
        for (var i = 1; i < rebinned.Energies.Length - 1; i++)
        {
            Assert.That(rebinned.Absorption.Span[i], Is.EqualTo(MeasuredFiles.Edge(rebinned.Energies.Span[i])).Within(0.02));
        }
    }

    [Test]
    public void Options_out_of_range_are_refused()
    {
        TreatmentOptions[] wrong =
        [
            new() { GlitchThreshold = 1.0 }, new() { GlitchThreshold = double.NaN }, new() { Removed = [new EnergyInterval(2.0, 1.0)] },
            new() { Removed = [new EnergyInterval(0.0, 1e6)] }, new() { EnergyShift = double.NaN }, new() { EnergyShift = -1e5 },
            new() { Rebinning = new RebinningGrid { EdgeStep = 0.0 } }, new() { Rebinning = new RebinningGrid { EdgeStep = 1e-9 } },
        ];
        foreach (var options in wrong)
        {
            Assert.That(() => SpectrumTreatment.Apply(MeasuredFiles.Spectrum(), options), Throws.TypeOf<InvalidInputException>(), options.ToString());
        }
    }

    private static TreatmentOptions Deglitch => new() { GlitchThreshold = TreatmentOptions.UsualGlitchThreshold };

    /// <summary>A noise of 0.1 % of the step that is the same each time.</summary>
    private static double Noise(double energy) => 2e-3 * (new Random((int)Math.Round(energy * 100.0)).NextDouble() - 0.5);
}
