using System.Diagnostics;
using Xanes.Interop;
using Xanes.Plugin.Fitting.Sampling;

namespace Xanes.Plugin.Fitting;

/// <summary>Fits structures to a measured spectrum: the search, the sampler, and what its draws say.</summary>
public static class StructureFit
{
    private const int Groups = 2;
    private const int FewestSteps = 40;
    private const int StepsBetweenChecks = 20;
    private const double StepsForEachTime = 8.0;
    private const double GelmanRubinWanted = 1.02;
    private const double SearchShare = 0.5;

    /// <summary>Finds the structures that fit, with probabilities.</summary>
    /// <param name="model">Predicts the spectra.</param>
    /// <param name="target">The measured spectrum.</param>
    /// <param name="starts">The structures to start from; of several the spectrum is a mixture.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="cancellation">Ends the fit.</param>
    /// <exception cref="InvalidInputException">A variation, an option or the spectrum is at fault.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public static FitResult Run(
        ISpectrumModel model,
        FitTarget target,
        IReadOnlyList<FitStart> starts,
        FitOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new FitOptions();
        var clock = Stopwatch.StartNew();
        var problem = FitProblem.Create(model, target, starts, options, cancellation);
        var population = new Population(problem.Posterior, Groups, Walkers(problem, options), options.Seed);
        if (population.Groups.Any(group => group.Count(walker => double.IsFinite(walker.LogLikelihood)) < 4))
        {
            throw new InvalidInputException(
                "hardly any structure within the bounds can be predicted (atoms overlap, or elements that the model does not know); give narrower bounds");
        }

        var evidence = Annealing.Run(
            population,
            power => progress?.Report(new FitProgress("search", SearchShare * Math.Pow(power, 0.25), problem.Predictions.Count)),
            cancellation);
        var chain = Sample(population, problem, options, progress, cancellation);
        var acceptance = population.TakeAcceptance();
        progress?.Report(new FitProgress("summary", 0.95, problem.Predictions.Count));
        return new FitSummary(problem, chain, evidence, options).Result(acceptance, clock, cancellation);
    }

    private static int Walkers(FitProblem problem, FitOptions options)
    {
        var walkers = options.Population > 0 ? options.Population / Groups : Math.Max(64, 10 * problem.Parameters.All.Count);
        return walkers is >= 8 and <= 100_000
            ? walkers + (walkers % 2)
            : throw new InvalidInputException($"a population of {options.Population} cannot be used; give 16 to 200000, or 0 for a number that suits");
    }

    private static Chain Sample(
        Population population, FitProblem problem, FitOptions options, IProgress<FitProgress>? progress, CancellationToken cancellation)
    {
        if (options.MaximumSteps is < 10 or > 1_000_000)
        {
            throw new InvalidInputException("the sampler takes 10 to 1000000 steps at most");
        }

        var chain = new Chain(Groups);
        _ = population.TakeAcceptance();
        while (chain.Steps < options.MaximumSteps && !(chain.Steps >= FewestSteps && chain.Steps % StepsBetweenChecks == 0 && HasConverged(chain, problem)))
        {
            cancellation.ThrowIfCancellationRequested();
            population.Step(1.0);
            chain.Add(population);
            progress?.Report(new FitProgress(
                "sampling", SearchShare + ((0.9 - SearchShare) * chain.Steps / options.MaximumSteps), problem.Predictions.Count));
        }

        return chain;
    }

    private static bool HasConverged(Chain chain, FitProblem problem) => Enumerable.Range(0, problem.Parameters.All.Count).All(parameter =>
        chain.GelmanRubin(parameter) < GelmanRubinWanted && chain.Steps > StepsForEachTime * chain.AutocorrelationTime(parameter));
}
