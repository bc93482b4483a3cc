using Xanes.Interop;

namespace Xanes.Cli.Tests.Support;

/// <summary>
/// A model of five energies: point p of absorber a in a structure of n atoms is n + a / 10 + p / 100, and more by what the core hole is
/// wider than 6.75 eV and by ten times the resolution. More than nine atoms are outside of its domain, and an atom of argon is bad input.
/// </summary>
internal sealed class FakeModel(string id, Broadening? broadening = null) : ISpectrumModel
{
    public const string Id = "fake";
    public const string UncertainId = "fake-uncertain";
    public const string CalibratedId = "fake-calibrated";
    public const int Points = 5;

    private static readonly Broadening Own = new(6.75);

    private static readonly double[] Energies = [-1.0, 0.0, 0.5, 10.0, 20.5];

    public ModelInfo Info { get; } = new(
        id, "A model for tests", "Ag", "K", 25514.0, ["O", "Ag"], Energies, "edge step 1", DescriptorSpec.Parse("kind: pair-rdf\nelements: [O, Ag]"))
    {
        Broadening = broadening ?? Own,
        NarrowestCoreHoleWidth = 2.0,
        EdgeStep = 0.0076,
        EnergyCalibration = id == CalibratedId ? -3.1 : null,
    };

    public ISpectrumModel WithBroadening(Broadening broadening) =>
        broadening.CoreHoleWidth < 2.0 ? throw new InvalidInputException("ask for 2 eV or more") : new FakeModel(id, broadening);

    public bool HasUncertainty => id == UncertainId;

    public Spectrum Predict(StructureView structure, int absorber, CancellationToken cancellation = default)
    {
        for (var atom = 0; atom < structure.Count; atom++)
        {
            if (structure.AtomicNumbers[atom] == 18)
            {
                throw new InvalidInputException($"{structure.NameAtom(atom)} is not an element of this model");
            }
        }

        if (structure.AtomicNumbers[absorber] != 47)
        {
            throw new InvalidInputException($"{structure.NameAtom(absorber)} cannot be the absorber");
        }

        var count = structure.Count;
        var broader = (float)(Info.Broadening!.CoreHoleWidth - Own.CoreHoleWidth + (10.0 * Info.Broadening.Resolution));
        float[] mu = [.. Enumerable.Range(0, Points).Select(point => Intensity(count, absorber, point) + broader)];
        float[] sigma = HasUncertainty ? [.. mu.Select(value => value / 4)] : [];
        var domain = new DomainVerdict(count <= 9, count / 9.0, count <= 9 ? "as trained" : "more than nine atoms");
        return new Spectrum(Energies, mu, 25514.0, absorber, domain, sigma);
    }

    public IReadOnlyList<Spectrum> PredictMany(
        IReadOnlyList<AbsorberSite> sites, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return [.. sites.Select(site => Predict(site.Structure.View, site.Absorber))];
    }

    public IReadOnlyList<InvalidInputException> PredictMany(ISiteList sites, SpectrumArrays destination, BatchOptions? options = null) =>
        throw new NotSupportedException("The command line predicts lists of structures.");

    public static float Intensity(int atoms, int absorber, int point) => atoms + (absorber / 10f) + (point / 100f);
}
