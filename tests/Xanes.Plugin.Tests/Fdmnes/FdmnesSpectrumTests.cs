using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Tests.Fdmnes;

public sealed class FdmnesSpectrumTests
{
    [Test]
    public void The_mean_over_inequivalent_sites_weighs_each_by_its_absorbers_at_its_own_core_level()
    {
        FdmnesSite[] sites = [FdmnesSamples.Site("crystal-sites", "out_1.txt"), FdmnesSamples.Site("crystal-sites", "out_2.txt")];
        var protocol = FdmnesSamples.Variant();
        var result = new FdmnesResult(sites, FdmnesTable.Read(Path.Combine(FdmnesSamples.Folder("crystal-sites"), "out_conv.txt")), "", []);

        var mean = protocol.Spectrum(result);
        var alone = sites.Select(site => protocol.Spectrum(result with { Sites = [site] })).ToArray();

        var (first, second) = (sites[0].Header.EquivalentAtoms, sites[1].Header.EquivalentAtoms);
        Assert.That(sites[0].Header.Epsii, Is.Not.EqualTo(sites[1].Header.Epsii));
        Assert.That(mean, Is.EqualTo(alone[0].Zip(alone[1], (a, b) => ((first * a) + (second * b)) / (float)(first + second))).Within(1e-5));
    }

    /// <summary>The core-hole width of a protocol was once ignored for clusters, and obeyed for crystals with several sites.</summary>
    [Test]
    public void The_protocols_own_widths_are_obeyed_for_one_site_as_well()
    {
        var site = FdmnesSamples.Site("cluster", "out.txt");
        var result = new FdmnesResult([site], FdmnesTable.Read(Path.Combine(FdmnesSamples.Folder("cluster"), "out_conv.txt")), "", []);

        var tabulated = FdmnesSamples.AgKGreen2.Spectrum(result);
        var narrow = FdmnesSamples.Variant(("core_hole_width: 6.75", "core_hole_width: 2.0")).Spectrum(result);
        var gentle = FdmnesSamples.Variant(("gamma_max: 15.0", "gamma_max: 5.0")).Spectrum(result);

        Assert.That(narrow.Max(), Is.GreaterThan(tabulated.Max() + 0.1f));
        Assert.That(gentle.Zip(tabulated).Max(pair => Math.Abs(pair.First - pair.Second)), Is.GreaterThan(0.01f));
    }

    [Test]
    public void An_edge_energy_that_is_not_the_absorbers_is_found_by_FDMNES_own()
    {
        var protocol = FdmnesSamples.Variant(("edge_energy: 25514.0", "edge_energy: 24350.0"));

        Assert.That(
            () => FdmnesOutput.Read(FdmnesSamples.Folder("cluster"), protocol),
            Throws.TypeOf<XanesException>().With.Message.Contains("E_edge is 25514 eV, the protocol's edge_energy 24350 eV"));
    }

    [TestCase("ag-k-green-2")]
    [TestCase("ag-k-green-2-glass")]
    [TestCase("ag-k-green-2-crystal")]
    public void Every_committed_spectrum_follows_from_its_raw_one(string set)
    {
        var data = DataSetReader.Read(TestFiles.InTree($"models/data/{set}"));
        var protocol = FdmnesSamples.AgKGreen2;
        var largest = 0.0;
        foreach (var entry in data.Entries)
        {
            var placed = protocol.CommonAxis.Place(
                [(entry.Raw!, 1.0)], protocol.EpsiiReference!.Value, protocol.Broadening, protocol.EdgeStep!.Value);
            for (var point = 0; point < placed.Length; point++)
            {
                largest = Math.Max(largest, Math.Abs(placed[point] - entry.Spectrum.Span[point]));
            }
        }

        Assert.That(protocol.Range.Energies(), Is.EqualTo(data.Entries[0].Raw!.FermiEnergies).Within(1e-9));
        Assert.That(protocol.CommonAxis.Energies(), Is.EqualTo(data.Energies).Within(1e-9));
        Assert.That(data.Protocol.EdgeStep, Is.EqualTo(protocol.EdgeStep));
        Assert.That(data.Protocol.Broadening, Is.EqualTo(protocol.Broadening));
        Assert.That(data.Protocol.EnergyCalibration, Is.EqualTo(protocol.EnergyCalibration));
        Assert.That(largest, Is.LessThan(1e-6));
    }

    [Test]
    public void A_spectrum_that_does_not_cover_the_common_axis_is_an_error()
    {
        var spectrum = new RawSpectrum([-10.0, 0.0, 50.0], [0.0, 0.0076, 0.0076], 0.0, 25290.7);

        Assert.That(
            () => FdmnesSamples.AgKGreen2.CommonAxis.Place([(spectrum with { Epsii = 25280.7 }, 1.0)], 25280.7, new Broadening(6.75), 0.0076),
            Throws.TypeOf<XanesException>().With.Message.Contains("covers -10 to 50 eV"));
        Assert.That(
            () => FdmnesSamples.AgKGreen2.CommonAxis.Place([(spectrum with { CutOff = -11.0 }, 1.0)], 25280.7, new Broadening(6.75), 0.0076),
            Throws.TypeOf<XanesException>().With.Message.Contains("not all from its cut-off (-1 eV)"));
    }

    [Test]
    public void A_header_of_an_older_version_with_fewer_values_is_read_by_position()
    {
        var header = FdmnesHeader.Parse(" 25514.000 47 1 1 1.7E-03 -4.0E+00 -1.5E+00 1 -1 2.5279024E+04 1.07E+02 = E_edge, Z, n_edge");

        Assert.That(header, Is.EqualTo(new FdmnesHeader(25514.0, 47, -4.0, -1.5, 25279.024, 107.0, 1.0)));
    }
}
