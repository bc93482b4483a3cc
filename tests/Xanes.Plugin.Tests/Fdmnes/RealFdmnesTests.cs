using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Fdmnes;

/// <summary>The same against the real program, where XANES_FDMNES names it.</summary>
public sealed class RealFdmnesTests
{
    private TemporaryFolder _folder = null!;
    private FdmnesRunner _runner = null!;

    [SetUp]
    public void FindProgram()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(FdmnesProgram.VariableName)))
        {
            Assert.Ignore($"{FdmnesProgram.VariableName} names no FDMNES");
        }

        _folder = new TemporaryFolder();
        _runner = new FdmnesRunner(FdmnesProgram.OfProcess(null, null).Require(), TimeSpan.FromMinutes(10));
    }

    [TearDown]
    public void RemoveFolder() => _folder?.Dispose();

    [Test]
    public async Task The_recorded_cluster_comes_out_again()
    {
        var result = (await Run(FdmnesSamples.AgKGreen2, FdmnesSamples.Cluster)).Result!;

        var recorded = FdmnesTable.Read(Path.Combine(FdmnesSamples.Folder("cluster"), "out_conv.txt"));
        Assert.That(result.Convolved.Absorption, Is.EqualTo(recorded.Absorption).Within(1e-5 * recorded.Absorption.Max()));
    }

    [Test]
    public async Task Ten_committed_spectra_come_out_again()
    {
        var spectra = NpyFile.Read<float>(TestFiles.InTree("models/data/ag-k-green-2/spectra.npy"));
        var frames = StructureReader.Read(TestFiles.InTree("models/data/ag-k-green-2/structures.extxyz")).Where(frame => frame.Structure.Count <= 7);
        foreach (var frame in frames.Take(10))
        {
            var outcome = await Run(FdmnesSamples.AgKGreen2, frame.Structure);

            var committed = spectra.Values[(frame.Index * 137)..((frame.Index + 1) * 137)];
            Assert.That(FdmnesSamples.AgKGreen2.Spectrum(outcome.Result!), Is.EqualTo(committed).Within(1e-4), frame.Place);
        }
    }

    [Test]
    public async Task A_crystal_comes_out_as_one_spectrum_of_its_equivalent_absorbers()
    {
        var frame = StructureReader.Read(TestFiles.Data("structures/ag2o.cif")).First();
        var protocol = FdmnesSamples.Variant(("radius: 6.0", "radius: 4.0"));

        var outcome = await Calculate(protocol, FdmnesInput.OfCrystal(protocol, frame.Structure, AbsorberSelection.Element(47)));

        Assert.That(outcome.Result!.Sites.Single().Header.EquivalentAtoms, Is.EqualTo(4.0));
    }

    [Test]
    public async Task An_input_that_FDMNES_refuses_is_told_in_its_words()
    {
        var input = FdmnesInput.OfCluster(FdmnesSamples.AgKGreen2, new AbsorberSite(FdmnesSamples.Cluster, 0)).Text;

        var outcome = await Calculate(FdmnesSamples.AgKGreen2, FdmnesInput.FromText(input.Replace(" 2. 70.", " 70.")));

        Assert.That(outcome.Words, Does.Contain("is even ( 6), it must be odd"));
    }

    private Task<FdmnesOutcome> Run(FdmnesProtocol protocol, AtomicStructure cluster) =>
        Calculate(protocol, FdmnesInput.OfCluster(protocol, new AbsorberSite(cluster, 0)));

    private Task<FdmnesOutcome> Calculate(FdmnesProtocol protocol, FdmnesInput input) => _runner.RunAsync(_folder.Path, protocol, input);
}
