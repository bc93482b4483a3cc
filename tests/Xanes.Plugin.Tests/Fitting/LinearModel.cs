using Xanes.Interop;

namespace Xanes.Plugin.Tests.Fitting;

/// <summary>
/// A model whose spectra can be worked out by hand: an edge, plus a wave times what a function makes of the distance of the nearest
/// neighbour. Its own error is negligible.
/// </summary>
internal sealed class LinearModel(Func<double, double> amplitude) : ISpectrumModel
{
    public const double Step = 0.5;
    public const int Points = 137;

    private static readonly double[] Energies = [.. Enumerable.Range(0, Points).Select(i => -8.0 + (i * Step))];

    public ModelInfo Info { get; } = new(
        "linear", "A model for tests", "Ag", "K", 25514.0, ["O", "Ag"], Energies, "edge step 1", DescriptorSpec.Parse("kind: pair-rdf\nelements: [O, Ag]\nr_max: 5.0"));

    public bool HasUncertainty => true;

    public ISpectrumModel WithBroadening(Broadening broadening) => throw new InvalidInputException("the broadening of this model is fixed");

    /// <summary>The wave at an energy.</summary>
    public static double Wave(double energy) => 0.2 * Math.Sin(0.25 * energy) * Edge(energy);

    /// <summary>The edge at an energy.</summary>
    public static double Edge(double energy) => 0.5 + (Math.Atan(energy / 3.0) / Math.PI);

    public Spectrum Predict(StructureView structure, int absorber, CancellationToken cancellation = default)
    {
        var nearest = double.PositiveInfinity;
        for (var atom = 0; atom < structure.Count; atom++)
        {
            if (atom != absorber)
            {
                var (x, y, z) = (Difference(structure, atom, absorber, 0), Difference(structure, atom, absorber, 1), Difference(structure, atom, absorber, 2));
                nearest = Math.Min(nearest, Math.Sqrt((x * x) + (y * y) + (z * z)));
            }
        }

        var factor = amplitude(nearest);
        float[] mu = [.. Energies.Select(energy => (float)(Edge(energy) + (factor * Wave(energy))))];
        return new Spectrum(Energies, mu, Info.EdgeEnergy, absorber, new DomainVerdict(true, 0.5, "as trained"), Enumerable.Repeat(1e-6f, Points).ToArray());
    }

    public IReadOnlyList<Spectrum> PredictMany(
        IReadOnlyList<AbsorberSite> sites, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        [.. sites.Select(site => Predict(site.Structure.View, site.Absorber, cancellation))];

    public IReadOnlyList<InvalidInputException> PredictMany(ISiteList sites, SpectrumArrays destination, BatchOptions? options = null)
    {
        for (var site = 0; site < sites.Count; site++)
        {
            (options?.Cancellation ?? default).ThrowIfCancellationRequested();
            var spectrum = Predict(sites.Structure(site), sites.Absorber(site));
            spectrum.Intensities.CopyTo(destination.Intensities[(site * Points)..]);
            if (!destination.Uncertainties.IsEmpty)
            {
                spectrum.Uncertainty.CopyTo(destination.Uncertainties[(site * Points)..]);
            }

            if (!destination.Domains.IsEmpty)
            {
                destination.Domains.Span[site] = spectrum.Domain;
            }
        }

        return [];
    }

    private static double Difference(StructureView structure, int one, int other, int axis) =>
        structure.Positions[(3 * one) + axis] - structure.Positions[(3 * other) + axis];
}
