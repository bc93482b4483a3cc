using Xanes.Interop;

namespace Xanes.Plugin.Comparison;

/// <summary>
/// Ranks structures by how well their predicted mean spectra agree with a measured one. Candidates are taken some hundreds at a time, so
/// that any number of them needs the same memory.
/// </summary>
public static class CandidateRanking
{
    private const int SitesTogether = 2048;
    private const int MostFaults = 100;

    /// <summary>Ranks the candidates.</summary>
    /// <param name="measured">The measured spectrum.</param>
    /// <param name="model">What predicts.</param>
    /// <param name="candidates">The structures, enumerated once.</param>
    /// <param name="options">What is fitted, and how many are kept.</param>
    /// <param name="progress">Told the number of candidates done so far.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">Options out of range, another edge, no candidate, or the first candidate at fault.</exception>
    public static ComparisonResult Rank(
        NormalisedSpectrum measured,
        ISpectrumModel model,
        IEnumerable<ComparisonCandidate> candidates,
        ComparisonOptions? options = null,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new ComparisonOptions();
        var axis = PredictedAxis.Of(model.Info);
        var comparison = new SpectrumComparison(measured, axis, model.Info.EdgeEnergy, options);
        var tally = new Tally(options);
        foreach (var batch in Batches(candidates))
        {
            Compare(batch, model, comparison, options, tally, cancellation);
            progress?.Report(tally.Given);
        }

        if (tally.Compared == 0)
        {
            throw tally.LeftOut > 0
                ? tally.Faults[0].At($"all {tally.LeftOut} candidates are at fault; the first")
                : new InvalidInputException("there is no candidate structure; give at least one");
        }

        var best = tally.Best.Ranked();
        return new ComparisonResult(
            measured,
            axis,
            comparison.Window,
            options.FitCoreHoleWidth ? CoreHoleFit.Refine(best, model, comparison, options, cancellation) : best,
            tally.Compared,
            tally.OutsideDomain,
            tally.LeftOut,
            tally.Faults);
    }

    private static IEnumerable<List<ComparisonCandidate>> Batches(IEnumerable<ComparisonCandidate> candidates)
    {
        var (batch, sites) = (new List<ComparisonCandidate>(), 0);
        foreach (var candidate in candidates)
        {
            batch.Add(candidate);
            sites += candidate.Absorbers.Count;
            if (sites >= SitesTogether)
            {
                yield return batch;
                (batch, sites) = ([], 0);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static void Compare(
        List<ComparisonCandidate> batch,
        ISpectrumModel model,
        SpectrumComparison comparison,
        ComparisonOptions options,
        Tally tally,
        CancellationToken cancellation)
    {
        var prediction = new MeanPrediction(batch, model, options.Threads, cancellation);
        var agreements = new SpectrumAgreement[batch.Count];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        Parallel.For(0, batch.Count, parallel, i =>
        {
            try
            {
                if (prediction.Faults[i] is null)
                {
                    agreements[i] = comparison.Fit(prediction.Intensities(i), prediction.Uncertainties(i));
                }
            }
            catch (InvalidInputException fault)
            {
                prediction.Faults[i] = fault;
            }
        });

        for (var i = 0; i < batch.Count; i++)
        {
            tally.Take(batch[i], prediction, i, agreements[i]);
        }
    }

    /// <summary>What has been compared so far.</summary>
    private sealed class Tally(ComparisonOptions options)
    {
        private readonly List<InvalidInputException> _faults = [];

        public BestCandidates Best { get; } = new(options.Kept);

        public long Given { get; private set; }

        public long Compared { get; private set; }

        public long OutsideDomain { get; private set; }

        public long LeftOut { get; private set; }

        public IReadOnlyList<InvalidInputException> Faults => _faults;

        public void Take(ComparisonCandidate candidate, MeanPrediction prediction, int index, SpectrumAgreement agreement)
        {
            var place = Given++;
            if (prediction.Faults[index] is { } fault)
            {
                // The number of the site within the batch, which a fault of many begins with, tells nothing here.
                var named = (fault.InnerException as InvalidInputException ?? fault).At(candidate.Name);
                if (!options.KeepGoing)
                {
                    throw named;
                }

                LeftOut++;
                if (_faults.Count < MostFaults)
                {
                    _faults.Add(named);
                }

                return;
            }

            Compared++;
            OutsideDomain += prediction.Domains[index].IsInside ? 0 : 1;
            if (Best.Takes(agreement.MeanSquareError, place))
            {
                Best.Add(new ComparedStructure(
                    candidate, place, agreement, prediction.Intensities(index).ToArray(), prediction.Domains[index], false));
            }
        }
    }
}
