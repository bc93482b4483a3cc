using System.Runtime.InteropServices;
using NUnit.Framework;
using Xanes.Interop;

namespace Xanes.Plugin.Tests.Models;

/// <summary>Many sites at once, in lists and in the caller's own arrays, with some of them at fault.</summary>
public sealed class SiteBatchTests
{
    private const int Count = 150;
    private static readonly int[] Faulty = [3, 70, 149];

    private XanesPlugin _plugin = null!;
    private AbsorberSite[] _sound = [];
    private AbsorberSite[] _mixed = [];

    [OneTimeSetUp]
    public void MakeSites()
    {
        _plugin = new XanesPlugin(PluginManifest.Read(PluginManifest.FindFrom(AppContext.BaseDirectory)!));
        var random = new Random(11);
        _sound = [.. Enumerable.Range(0, Count).Select(_ => new AbsorberSite(RandomStructures.Isolated(random, 8), 0))];
        var overlap = new AtomicStructure([47, 8], [0.0, 0.0, 0.0, 0.1, 0.0, 0.0]);
        _mixed = [.. _sound.Select((site, index) => Faulty.Contains(index) ? new AbsorberSite(overlap, 0) : site)];
    }

    [OneTimeTearDown]
    public void ClosePlugin() => _plugin.Dispose();

    [Test]
    public void The_first_site_at_fault_ends_a_batch_and_is_named([Values(1, 2)] int threads)
    {
        var descriptor = _plugin.OpenDescriptor();
        var model = _plugin.OpenModel();
        var options = new BatchOptions { Threads = threads };

        var describing = Assert.Throws<InvalidInputException>(() => descriptor.DescribeMany(
            new SiteList(_mixed), new float[Count * descriptor.Length], options: options))!;
        var predicting = Assert.Throws<InvalidInputException>(() => model.PredictMany(
            new SiteList(_mixed), new SpectrumArrays(new float[Count * model.Info.Energies.Length]), options))!;

        Assert.That((describing.Site, predicting.Site), Is.EqualTo((3, 3)));
        Assert.That(predicting.Message, Does.StartWith("site 3: atom 0 (Ag) and atom 1 (O) are 0.1 Å apart"));
    }

    [Test]
    public void Descriptors_of_sound_sites_are_those_of_single_calls_and_faulty_ones_are_listed([Values(1, 2)] int threads)
    {
        var descriptor = _plugin.OpenDescriptor();
        var length = descriptor.Length;
        var vectors = new float[Count * length];
        var tallies = new DescriptorTally[Count];

        var faults = descriptor.DescribeMany(new SiteList(_mixed), vectors, tallies, new BatchOptions { Threads = threads, KeepGoing = true });

        Assert.That(faults.Select(fault => fault.Site), Is.EqualTo(Faulty));
        var single = new float[length];
        for (var site = 0; site < Count; site++)
        {
            var row = vectors[(site * length)..((site + 1) * length)];
            if (Faulty.Contains(site))
            {
                Assert.That(row, Is.All.NaN);
            }
            else
            {
                var tally = descriptor.Describe(_sound[site].Structure.View, 0, single);
                Assert.That(row, Is.EqualTo(single), $"site {site}");
                Assert.That(tallies[site], Is.EqualTo(tally));
            }
        }
    }

    [Test]
    public void Spectra_of_sound_sites_keep_their_places_among_faulty_ones([Values(1, 2)] int threads)
    {
        var model = _plugin.OpenModel();
        var points = model.Info.Energies.Length;
        var intensities = new float[Count * points];
        var domains = new DomainVerdict[Count];

        var faults = model.PredictMany(
            new SiteList(_mixed),
            new SpectrumArrays(intensities, Domains: domains),
            new BatchOptions { Threads = threads, KeepGoing = true });

        Assert.That(faults.Select(fault => fault.Site), Is.EqualTo(Faulty));
        var spectra = model.PredictMany(_sound);
        for (var site = 0; site < Count; site++)
        {
            var row = intensities[(site * points)..((site + 1) * points)];
            if (Faulty.Contains(site))
            {
                Assert.That(row, Is.All.NaN);
                Assert.That(domains[site].IsInside, Is.False);
            }
            else
            {
                Assert.That(row, Is.EqualTo(spectra[site].Intensities.ToArray()).Within(1e-6), $"site {site}");
                Assert.That(domains[site], Is.EqualTo(spectra[site].Domain));
            }
        }
    }

    [Test]
    public void Destinations_that_do_not_fit_are_refused()
    {
        var descriptor = _plugin.OpenDescriptor();
        var model = _plugin.OpenModel();
        var sites = new SiteList(_sound);
        var values = Count * model.Info.Energies.Length;

        Assert.Throws<InvalidInputException>(() => descriptor.DescribeMany(sites, new float[(Count * descriptor.Length) - 1]));
        Assert.Throws<InvalidInputException>(() => descriptor.DescribeMany(sites, new float[Count * descriptor.Length], new DescriptorTally[1]));
        Assert.Throws<InvalidInputException>(() => model.PredictMany(sites, new SpectrumArrays(new float[values + 1])));
        Assert.Throws<InvalidInputException>(() => model.PredictMany(sites, new SpectrumArrays(new float[values], Domains: new DomainVerdict[1])));
    }

    [Test]
    public unsafe void Joined_arrays_give_the_structures_that_were_joined()
    {
        var random = new Random(4);
        var crystal = RandomStructures.Periodic(random, PeriodicDirections.A | PeriodicDirections.C);
        var cluster = _sound[0].Structure;
        long[] offsets = [0, cluster.Count, cluster.Count + crystal.Count];
        int[] numbers = [.. cluster.AtomicNumbers, .. crystal.AtomicNumbers];
        double[] positions = [.. cluster.Positions, .. crystal.Positions];
        double[] cells = [.. new double[9], .. crystal.Cell];
        byte[] periodic = [0, 0, 0, 1, 0, 255];
        long[] siteStructures = [1, 0, 1, 7];
        long[] absorbers = [5, 0, 1L << 40, 0];
        fixed (long* offset = offsets, siteStructure = siteStructures, absorber = absorbers)
        fixed (int* number = numbers)
        fixed (double* position = positions, cell = cells)
        fixed (byte* direction = periodic)
        {
            var sites = new JoinedSites(new SiteArrays(
                2, (nint)offset, (nint)number, (nint)position, (nint)cell, (nint)direction, 4, (nint)siteStructure, (nint)absorber));

            Assert.That(sites.Count, Is.EqualTo(4));
            Assert.That((sites.Absorber(0), sites.Absorber(1), sites.Absorber(2)), Is.EqualTo((5, 0, -1)));
            AssertSame(sites.Structure(0), crystal);
            AssertSame(sites.Structure(1), cluster);
            Assert.That(Assert.Throws<InvalidInputException>(() => sites.Structure(3))!.Message, Does.Contain("no structure 7 among 2"));
        }
    }

    private static void AssertSame(StructureView view, AtomicStructure structure)
    {
        Assert.That(view.AtomicNumbers.ToArray(), Is.EqualTo(structure.AtomicNumbers.ToArray()));
        Assert.That(MemoryMarshal.AsBytes(view.Positions).ToArray(), Is.EqualTo(MemoryMarshal.AsBytes(structure.Positions).ToArray()));
        Assert.That(view.Cell.ToArray(), Is.EqualTo(structure.Cell.ToArray()));
        Assert.That(view.Periodic, Is.EqualTo(structure.Periodic));
    }
}
