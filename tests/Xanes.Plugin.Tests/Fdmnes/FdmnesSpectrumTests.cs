using System.Globalization;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Fdmnes;

public sealed class FdmnesSpectrumTests
{
    private static readonly ConvolutionWidths Widths = new(6.75);

    [TestCase("cluster")]
    [TestCase("cluster-scf")]
    [TestCase("cluster-fdm")]
    [TestCase("crystal-z")]
    public void The_convolution_agrees_with_FDMNES_own(string sample)
    {
        var site = FdmnesSamples.Site(sample, "out.txt");
        var recorded = FdmnesTable.Read(Path.Combine(FdmnesSamples.Folder(sample), "out_conv.txt"));

        var convolved = LorentzConvolution.Convolve(site.Energies, site.Raw, site.Header.CutOff, Widths);

        Assert.That(LargestDifference(convolved, recorded), Is.LessThan(1e-6));
    }

    [Test]
    public void The_sum_over_inequivalent_sites_agrees_with_FDMNES_own()
    {
        FdmnesSite[] sites = [FdmnesSamples.Site("crystal-sites", "out_1.txt"), FdmnesSamples.Site("crystal-sites", "out_2.txt")];
        var recorded = FdmnesTable.Read(Path.Combine(FdmnesSamples.Folder("crystal-sites"), "out_conv.txt"));

        var sum = LorentzConvolution.Sum(sites, Widths, recorded.Energies);

        Assert.That(LargestDifference(sum, recorded), Is.LessThan(1e-6));
    }

    [TestCase("ag-k-green-2")]
    [TestCase("ag-k-green-2-glass")]
    [TestCase("ag-k-green-2-crystal")]
    public void Every_committed_spectrum_follows_from_its_absorption(string set)
    {
        var folder = TestFiles.InTree($"models/data/{set}");
        var absorption = NpyFile.Read<double>(Path.Combine(folder, "absorption.npy"));
        var energies = NpyFile.Read<double>(Path.Combine(folder, "fermi_energy.npy")).Values;
        var spectra = NpyFile.Read<float>(Path.Combine(folder, "spectra.npy"));
        var protocol = FdmnesSamples.AgKGreen2;
        var largest = 0.0;
        var row = 0;
        foreach (var frame in StructureReader.Read(Path.Combine(folder, "structures.extxyz")))
        {
            var values = absorption.Values[(row * energies.Length)..((row + 1) * energies.Length)];
            var site = new SiteSpectrum(energies, values, double.Parse(frame.Info["epsii"], CultureInfo.InvariantCulture));
            var placed = protocol.CommonAxis.Place([site], protocol.EpsiiReference!.Value, protocol.NormaliseFrom);
            for (var point = 0; point < placed.Length; point++)
            {
                largest = Math.Max(largest, Math.Abs(placed[point] - spectra.Values[(row * placed.Length) + point]));
            }

            row++;
        }

        Assert.That(row, Is.EqualTo(spectra.Shape[0]));
        Assert.That(protocol.Range.Energies(), Is.EqualTo(energies).Within(1e-9));
        Assert.That(protocol.CommonAxis.Energies(), Is.EqualTo(NpyFile.Read<double>(Path.Combine(folder, "energy.npy")).Values).Within(1e-9));
        Assert.That(largest, Is.LessThan(1e-6));
    }

    [Test]
    public void Inequivalent_sites_meet_on_the_photon_energy_axis_each_by_its_own_core_level()
    {
        double[] energies = [-10.0, 0.0, 10.0, 20.0, 30.0, 40.0];
        double[] ramp = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0];
        var sites = new[] { new SiteSpectrum(energies, ramp, 100.0), new SiteSpectrum(energies, ramp, 105.0) };

        var placed = new CommonAxis(0.0, 20.0, 10.0).Place(sites, 100.0, 40.0);

        // At 0 eV: site 1 gives 1.0, site 2, moved up by 5 eV, gives 0.5; together over the two edge steps of 5.
        Assert.That(placed, Is.EqualTo(new[] { 0.15f, 0.35f, 0.55f }).Within(1e-6));
    }

    [Test]
    public void A_spectrum_that_does_not_cover_the_common_axis_is_an_error()
    {
        var site = new SiteSpectrum([-10.0, 0.0, 50.0], [0.0, 1.0, 1.0], 25290.7);

        Assert.That(
            () => FdmnesSamples.AgKGreen2.CommonAxis.Place([site], 25280.7, 40.0),
            Throws.TypeOf<XanesException>().With.Message.Contains("covers 0 to 60 eV"));
    }

    [Test]
    public void The_width_is_the_core_holes_below_the_edge_and_grows_as_FDMNES_lists_it()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Widths.At(-1.0), Is.EqualTo(6.75));
            Assert.That(Widths.At(15.0), Is.EqualTo(9.135).Within(5e-4));
            Assert.That(Widths.At(31.0), Is.EqualTo(14.492).Within(5e-4));
            Assert.That(Widths.At(70.0), Is.EqualTo(18.282).Within(5e-4));
        });
    }

    [Test]
    public void A_header_of_an_older_version_with_fewer_values_is_read_by_position()
    {
        var header = FdmnesHeader.Parse(" 25514.000 47 1 1 1.7E-03 -4.0E+00 -1.5E+00 1 -1 2.5279024E+04 1.07E+02 = E_edge, Z, n_edge");

        Assert.That(header, Is.EqualTo(new FdmnesHeader(25514.0, 47, -4.0, -1.5, 25279.024, 107.0, 1.0)));
    }

    private static double LargestDifference(double[] convolved, FdmnesTable recorded)
    {
        var step = recorded.Absorption.Where((_, i) => recorded.Energies[i] >= 40.0).Average();
        return convolved.Zip(recorded.Absorption).Max(pair => Math.Abs(pair.First - pair.Second)) / step;
    }
}
