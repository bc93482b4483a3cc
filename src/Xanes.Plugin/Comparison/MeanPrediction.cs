using Xanes.Interop;

namespace Xanes.Plugin.Comparison;

/// <summary>The predicted spectra of some candidates, each the mean over its absorbers; sigmas are averaged as well, since errors of one model go together.</summary>
internal sealed class MeanPrediction
{
    private readonly int _points;
    private readonly float[] _intensities;
    private readonly float[] _uncertainties;

    /// <summary>Predicts.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public MeanPrediction(IReadOnlyList<ComparisonCandidate> candidates, ISpectrumModel model, int threads, CancellationToken cancellation)
    {
        AbsorberSite[] sites = [.. candidates.SelectMany(candidate => candidate.Absorbers.Select(absorber => new AbsorberSite(candidate.Structure, absorber)))];
        _points = model.Info.Energies.Length;
        var spectra = new float[sites.Length * _points];
        var sigmas = model.HasUncertainty ? new float[spectra.Length] : [];
        var domains = new DomainVerdict[sites.Length];
        var faults = model.PredictMany(
            new SiteList(sites),
            new SpectrumArrays(spectra, sigmas, domains),
            new BatchOptions { Threads = threads, KeepGoing = true, Cancellation = cancellation });
        var faultOfSite = faults.Where(fault => fault.Site is not null).ToDictionary(fault => fault.Site!.Value);

        _intensities = new float[candidates.Count * _points];
        _uncertainties = model.HasUncertainty ? new float[_intensities.Length] : [];
        Faults = new InvalidInputException?[candidates.Count];
        Domains = new DomainVerdict[candidates.Count];
        var first = 0;
        for (var i = 0; i < candidates.Count; i++)
        {
            var count = candidates[i].Absorbers.Count;
            Faults[i] = count == 0
                ? new InvalidInputException("no absorber is named; give at least one")
                : Enumerable.Range(first, count).Select(site => faultOfSite.GetValueOrDefault(site)).FirstOrDefault(fault => fault is not null);
            if (Faults[i] is null)
            {
                Average(spectra, first, count, _intensities.AsSpan(i * _points, _points));
                Average(sigmas, first, count, _uncertainties.Length == 0 ? [] : _uncertainties.AsSpan(i * _points, _points));
                Domains[i] = domains.AsSpan(first, count).ToArray().OrderBy(domain => domain.IsInside).ThenByDescending(domain => domain.Distance).First();
            }

            first += count;
        }
    }

    /// <summary>What is wrong with each candidate; null where nothing is.</summary>
    public InvalidInputException?[] Faults { get; }

    /// <summary>The verdict on each candidate's absorber that is farthest from the training data.</summary>
    public DomainVerdict[] Domains { get; }

    /// <summary>The mean spectrum of a candidate, [m].</summary>
    public ReadOnlySpan<float> Intensities(int candidate) => _intensities.AsSpan(candidate * _points, _points);

    /// <summary>The mean sigma of a candidate, [m]; empty where the model gives none.</summary>
    public ReadOnlySpan<float> Uncertainties(int candidate) =>
        _uncertainties.Length == 0 ? [] : _uncertainties.AsSpan(candidate * _points, _points);

    private static void Average(float[] rows, int first, int count, Span<float> mean)
    {
        for (var point = 0; point < mean.Length; point++)
        {
            var sum = 0.0;
            for (var row = first; row < first + count; row++)
            {
                sum += rows[(row * mean.Length) + point];
            }

            mean[point] = (float)(sum / count);
        }
    }
}
