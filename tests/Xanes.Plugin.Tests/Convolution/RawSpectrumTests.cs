using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Tests.Fdmnes;

namespace Xanes.Plugin.Tests.Convolution;

public sealed class RawSpectrumTests
{
    private const double EdgeStep = 0.0076;

    private static readonly Broadening Own = new(6.75);

    /// <summary>FDMNES goes on with the last value, at the last step, to 1000 eV beyond its grid and puts nothing after that.</summary>
    [TestCase("cluster")]
    [TestCase("cluster-scf")]
    [TestCase("cluster-fdm")]
    [TestCase("crystal-z")]
    public void With_FDMNES_own_continuation_the_convolution_is_FDMNES_own(string sample)
    {
        var site = FdmnesSamples.Site(sample, "out.txt");
        var recorded = FdmnesTable.Read(Path.Combine(FdmnesSamples.Folder(sample), "out_conv.txt"));

        var convolved = Continued(site).Convolve(site.Energies, Own, 1.0);

        // The edge step that follows the continuation is taken away again: 1 times the weight of all above it.
        var end = site.Energies[^1] + ContinuedBy(site.Energies) + (0.5 * LastStep(site.Energies));
        var largest = 0.0;
        for (var point = 0; point < convolved.Length; point++)
        {
            var halfWidth = 0.5 * Own.LorentzianWidth(site.Energies[point] - site.Header.CutOff);
            var beyond = 0.5 - (Math.Atan((end - site.Energies[point]) / halfWidth) / Math.PI);
            largest = Math.Max(largest, Math.Abs(convolved[point] - beyond - recorded.Absorption[point]));
        }

        Assert.That(largest / recorded.Absorption[^1], Is.LessThan(1e-6));
    }

    [TestCase(0.0)]
    [TestCase(1.5)]
    public void The_convolution_is_what_integration_in_small_steps_gives(double resolution)
    {
        var spectrum = FdmnesSamples.Site("cluster", "out.txt").Spectrum;
        var broadening = new Broadening(5.5, GammaMax: 12.0, ECent: 25.0, ELarg: 35.0, Resolution: resolution);
        double[] energies = [-6.0, 0.25, 11.0, 37.3, 60.0];

        var convolved = spectrum.Convolve(energies, broadening, EdgeStep);

        for (var point = 0; point < energies.Length; point++)
        {
            Assert.That(convolved[point], Is.EqualTo(Integrated(spectrum, energies[point], broadening)).Within(2e-5));
        }
    }

    [Test]
    public void A_spectrum_that_is_the_edge_step_stays_it_far_above_the_edge_and_is_half_of_it_at_the_cut_off()
    {
        double[] energies = [-10.0, -5.0, 0.0, 5.0, 10.0, 20.0, 40.0];
        var flat = new RawSpectrum(energies, [.. energies.Select(_ => EdgeStep)], -1.0, 25280.0);

        var convolved = flat.Convolve([-1.0, 1000.0], Own, EdgeStep);

        Assert.That(convolved[0], Is.EqualTo(0.5).Within(1e-9));
        Assert.That(convolved[1], Is.EqualTo(1.0).Within(1e-2).And.LessThan(1.0));
    }

    [Test]
    public void The_width_is_the_core_holes_below_the_edge_and_grows_as_FDMNES_lists_it()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Own.LorentzianWidth(-1.0), Is.EqualTo(6.75));
            Assert.That(Own.LorentzianWidth(15.0), Is.EqualTo(9.135).Within(5e-4));
            Assert.That(Own.LorentzianWidth(31.0), Is.EqualTo(14.492).Within(5e-4));
            Assert.That(Own.LorentzianWidth(70.0), Is.EqualTo(18.282).Within(5e-4));
        });
    }

    private static RawSpectrum Continued(FdmnesSite site)
    {
        var step = LastStep(site.Energies);
        var count = (int)Math.Round(ContinuedBy(site.Energies) / step);
        double[] energies = [.. site.Energies, .. Enumerable.Range(1, count).Select(k => site.Energies[^1] + (k * step))];
        return new RawSpectrum(energies, [.. site.Raw, .. Enumerable.Repeat(site.Raw[^1], count)], site.Header.CutOff, site.Header.Epsii);
    }

    private static double LastStep(double[] energies) => energies[^1] - energies[^2];

    private static double ContinuedBy(double[] energies) => LastStep(energies) * Math.Round(1000.0 / LastStep(energies));

    /// <summary>By the midpoint rule over the step-wise raw spectrum up to 20,000 eV, and over the Gaussian.</summary>
    private static double Integrated(RawSpectrum spectrum, double energy, Broadening broadening)
    {
        if (broadening.Resolution == 0.0)
        {
            return Lorentzian(spectrum, energy, broadening);
        }

        var deviation = broadening.Resolution / 2.354820045;
        var (sum, weights) = (0.0, 0.0);
        for (var offset = -6.0; offset <= 6.0; offset += 0.05)
        {
            var weight = Math.Exp(-0.5 * offset * offset);
            sum += weight * Lorentzian(spectrum, energy + (offset * deviation), broadening);
            weights += weight;
        }

        return sum / weights;
    }

    private static double Lorentzian(RawSpectrum spectrum, double energy, Broadening broadening)
    {
        var halfWidth = 0.5 * broadening.LorentzianWidth(energy - spectrum.CutOff);
        var sum = 0.0;
        var from = spectrum.CutOff;
        while (from < 20_000.0)
        {
            var step = from < 90.0 ? 0.005 : 0.02 + (1e-3 * (from - 90.0));
            var middle = from + (0.5 * step);
            sum += step * Raw(spectrum, middle) / EdgeStep * halfWidth / Math.PI / (((middle - energy) * (middle - energy)) + (halfWidth * halfWidth));
            from += step;
        }

        return sum + (halfWidth / Math.PI / 20_000.0);
    }

    private static double Raw(RawSpectrum spectrum, double energy)
    {
        var energies = spectrum.FermiEnergies;
        if (energy > energies[^1] + (0.5 * LastStep(energies)))
        {
            return EdgeStep;
        }

        var nearest = 0;
        for (var i = 1; i < energies.Length; i++)
        {
            nearest = Math.Abs(energies[i] - energy) < Math.Abs(energies[nearest] - energy) ? i : nearest;
        }

        return spectrum.Absorption[nearest];
    }
}
