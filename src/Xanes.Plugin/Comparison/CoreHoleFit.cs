using Xanes.Interop;

namespace Xanes.Plugin.Comparison;

/// <summary>Finds the core-hole width with which each of some candidates agrees best.</summary>
internal static class CoreHoleFit
{
    private const double Step = 0.25;
    private const double WidestTimesOwn = 2.0;

    /// <summary>The candidates at their best widths, ranked again.</summary>
    /// <exception cref="InvalidInputException">The model's broadening is fixed.</exception>
    public static IReadOnlyList<ComparedStructure> Refine(
        IReadOnlyList<ComparedStructure> best,
        ISpectrumModel model,
        SpectrumComparison comparison,
        ComparisonOptions options,
        CancellationToken cancellation)
    {
        if (model.Info is not { Broadening: { } own, NarrowestCoreHoleWidth: { } narrowest })
        {
            throw new InvalidInputException($"model {model.Info.Id} learned finished spectra, whose core-hole width is fixed; choose another model");
        }

        ComparedStructure[] refined = [.. best.Select(candidate => candidate with { CoreHoleWidth = own.CoreHoleWidth })];
        ComparisonCandidate[] candidates = [.. best.Select(candidate => candidate.Candidate)];
        for (var width = narrowest; width <= WidestTimesOwn * own.CoreHoleWidth; width += Step)
        {
            var prediction = new MeanPrediction(candidates, model.WithBroadening(own with { CoreHoleWidth = width }), options.Threads, cancellation);
            for (var i = 0; i < refined.Length; i++)
            {
                var agreement = comparison.Fit(prediction.Intensities(i), prediction.Uncertainties(i));
                if (agreement.MeanSquareError < refined[i].Agreement.MeanSquareError)
                {
                    refined[i] = refined[i] with { Agreement = agreement, Intensities = prediction.Intensities(i).ToArray(), CoreHoleWidth = width };
                }
            }
        }

        return BestCandidates.Rank(refined);
    }
}
