using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Datasets;

namespace Xanes.Plugin.Tests.Convolution;

/// <summary>Broadening a narrow spectrum gives what convolving the raw one at once gives.</summary>
public sealed class SpectrumConvolutionTests
{
    private const double EdgeStep = 0.0076;
    private const double EpsiiReference = 25280.7;

    private static readonly NarrowAxis Axis = new(2.0, -12.0, 0.5, 169, -4.3, 3.2);
    private static readonly double[] Energies = [.. Enumerable.Range(0, 137).Select(point => -8.0 + (0.5 * point))];

    private static readonly Lazy<RawSpectrum[]> Spectra = new(() =>
    [
        .. DataSetReader.Read(TestFiles.InTree("models/data/ag-k-green-2-crystal")).Entries.Where((_, i) => i % 8 == 0).Select(entry => entry.Raw!),
        .. DataSetReader.Read(TestFiles.InTree("models/data/ag-k-green-2-glass")).Entries.Where((_, i) => i % 40 == 0).Select(entry => entry.Raw!),
    ]);

    private static readonly Broadening[] Broadenings =
    [
        new(6.75), new(5.5), new(5.5, Resolution: 1.5), new(2.5), new(2.0, GammaMax: 0.0, Resolution: 4.0), new(10.0, 20.0, 20.0, 40.0),
    ];

    [TestCaseSource(nameof(Broadenings))]
    public void Narrow_spectra_of_real_structures_become_those_of_any_broadening(Broadening broadening)
    {
        var convolution = new SpectrumConvolution(Axis, Energies, broadening);

        var errors = Spectra.Value.Select(raw => Error(raw, broadening, convolution)).ToArray();

        Assert.That(errors, Has.Length.GreaterThan(20));
        Assert.That(errors.Max(), Is.LessThan(1e-6));
        Assert.That(errors.Average(), Is.LessThan(1e-7));
    }

    [Test]
    public void Only_the_matrices_that_a_spectrum_needs_are_computed()
    {
        var wide = Axis with { LowestCutOff = -60.0, HighestCutOff = 30.0 };
        var before = GC.GetAllocatedBytesForCurrentThread();

        new SpectrumConvolution(wide, Energies, new Broadening(6.75)).Apply(new float[wide.Count], 0.5, new float[Energies.Length]);

        // A matrix and the work on it take 300 kB, all 91 of them 27 MB.
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(2_000_000));
    }

    [Test]
    public void Many_threads_at_once_get_the_same_spectrum()
    {
        float[] narrow = [.. Axis.Energies().Select(energy => (float)Math.Sin(energy))];
        var expected = Apply(new SpectrumConvolution(Axis, Energies, new Broadening(5.5)));
        var shared = new SpectrumConvolution(Axis, Energies, new Broadening(5.5));
        var spectra = new float[16][];

        Parallel.For(0, spectra.Length, thread => spectra[thread] = Apply(shared));

        Assert.That(spectra, Is.All.EqualTo(expected));

        float[] Apply(SpectrumConvolution convolution)
        {
            var spectrum = new float[Energies.Length];
            convolution.Apply(narrow, 0.3, spectrum);
            return spectrum;
        }
    }

    [Test]
    public void The_narrow_spectrum_itself_comes_back_unchanged()
    {
        var convolution = new SpectrumConvolution(Axis, Energies, Axis.Broadening);
        float[] narrow = [.. Axis.Energies().Select(energy => (float)Math.Sin(energy))];
        var spectrum = new float[Energies.Length];

        convolution.Apply(narrow, 0.3, spectrum);

        Assert.That(spectrum, Is.EqualTo(narrow[8..(8 + Energies.Length)]).Within(1e-6));
    }

    [Test]
    public void A_spectrum_of_one_edge_step_stays_one_wherever_its_cut_off_is()
    {
        // As far as the tail below the grid, which dies away: there the spectrum is not one.
        var convolution = new SpectrumConvolution(Axis, Energies, new Broadening(6.75));
        var spectrum = new float[Energies.Length];

        foreach (var cutOff in new[] { -100.0, -4.3, 0.0, 2.7, 100.0 })
        {
            convolution.Apply(Enumerable.Repeat(1.0f, Axis.Count).ToArray(), cutOff, spectrum);
            Assert.That(spectrum[60..], Is.All.EqualTo(1.0f).Within(0.05));
        }
    }

    [TestCase(0.3)]
    [TestCase(-4.0)]
    [TestCase(99.0)]
    public void Spectra_broadened_together_have_the_bits_of_each_alone(double cutOff)
    {
        var convolution = new SpectrumConvolution(Axis, Energies, new Broadening(6.75, Resolution: 1.5));
        const int Spectra = 3;
        var stride = Axis.Count + 1;
        float[] narrows = [.. Enumerable.Range(0, Spectra * stride).Select(i => (float)Math.Sin(0.37 * i))];
        var together = new float[Spectra * Energies.Length];
        var alone = new float[Energies.Length];

        convolution.ApplyAll(narrows, stride, cutOff, together);

        for (var spectrum = 0; spectrum < Spectra; spectrum++)
        {
            convolution.Apply(narrows.AsSpan(spectrum * stride, Axis.Count), cutOff, alone);
            Assert.That(together[(spectrum * alone.Length)..((spectrum + 1) * alone.Length)], Is.EqualTo(alone));
        }
    }

    [Test]
    public void Broadening_allocates_nothing()
    {
        var convolution = new SpectrumConvolution(Axis, Energies, new Broadening(6.75));
        var (narrow, spectrum) = (new float[Axis.Count], new float[Energies.Length]);
        // The runtime may allocate while it compiles, so the least of some rounds counts.
        var least = Enumerable.Range(0, 5).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var turn = 0; turn < 100; turn++)
            {
                convolution.Apply(narrow, 0.01 * turn, spectrum);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.That(least, Is.Zero);
    }

    [Test]
    public void A_core_hole_narrower_than_the_spectra_is_refused_in_one_line_with_what_can_be_had()
    {
        var fault = Assert.Throws<InvalidInputException>(() => _ = new SpectrumConvolution(Axis, Energies, new Broadening(1.5)));

        Assert.That(fault!.Message, Does.Contain("1.5 eV").And.Contain("ask for 2 eV or more").And.Not.Contain("\n"));
    }

    [TestCase(double.NaN, 15.0, 0.0, "core_hole_width")]
    [TestCase(6.75, -1.0, 0.0, "gamma_max")]
    [TestCase(6.75, 15.0, 0.01, "resolution")]
    [TestCase(6.75, 15.0, 1e9, "resolution")]
    public void Parameters_out_of_range_are_named(double coreHole, double gammaMax, double resolution, string named)
    {
        var broadening = new Broadening(coreHole, gammaMax, Resolution: resolution);

        var fault = Assert.Throws<InvalidInputException>(() => _ = new SpectrumConvolution(Axis, Energies, broadening));

        Assert.That(fault!.Message, Does.StartWith(named));
    }

    private static double Error(RawSpectrum raw, Broadening broadening, SpectrumConvolution convolution)
    {
        var shift = raw.Epsii - EpsiiReference;
        float[] narrow = [.. raw.Convolve([.. Axis.Energies().Select(energy => energy - shift)], Axis.Broadening, EdgeStep).Select(value => (float)value)];
        var direct = raw.Convolve([.. Energies.Select(energy => energy - shift)], broadening, EdgeStep);
        var spectrum = new float[Energies.Length];
        convolution.Apply(narrow, raw.CutOff + shift, spectrum);
        return spectrum.Zip(direct).Average(pair => (pair.First - pair.Second) * (pair.First - pair.Second));
    }
}
