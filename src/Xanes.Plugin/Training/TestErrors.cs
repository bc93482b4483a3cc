using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>What a model makes of the test parts of its data sets: errors and the domain's verdicts.</summary>
/// <param name="Metrics">The errors, set by set; sets without a test spectrum are left out.</param>
/// <param name="DomainMetrics">How the domain divides them, set by set and <c>all</c>.</param>
/// <param name="Coverage">
/// The share of energy points that lie within the 90 % bands of the model's uncertainty, set by set as <paramref name="Metrics"/>;
/// null where the model gives no uncertainty.
/// </param>
internal sealed record TestErrors(
    IReadOnlyList<SetMetrics> Metrics, IReadOnlyList<DomainMetrics> DomainMetrics, IReadOnlyList<double?> Coverage)
{
    private static readonly double HalfWidthOf90Percent = Normal.InvCDF(0.0, 1.0, 0.95);

    /// <summary>Compares predictions with the test spectra of the sets.</summary>
    /// <param name="sets">The data sets.</param>
    /// <param name="predicted">The predictions of their test parts, set after set in the order of the files.</param>
    public static TestErrors Of(IReadOnlyList<DataSet> sets, IReadOnlyList<Spectrum> predicted) => Of(sets, predicted, IsTest);

    /// <summary>Compares predictions with chosen spectra of the sets.</summary>
    /// <param name="sets">The data sets.</param>
    /// <param name="predicted">The predictions of the chosen spectra, set after set in the order of the files.</param>
    /// <param name="chosen">Tells which spectra they are.</param>
    public static TestErrors Of(IReadOnlyList<DataSet> sets, IReadOnlyList<Spectrum> predicted, Func<DataSetEntry, bool> chosen)
    {
        var metrics = new List<SetMetrics>();
        var domain = new List<DomainMetrics>();
        var coverage = new List<double?>();
        var all = new List<(double Error, bool IsInside)>();
        foreach (var set in sets)
        {
            var test = set.Entries.Where(chosen).ToArray();
            if (test.Length == 0)
            {
                continue;
            }

            var spectra = predicted.Skip(all.Count).Take(test.Length).ToArray();
            var errors = test.Zip(spectra)
                .Select(pair => (SquareError(pair.First.Spectrum.Span, pair.Second.Intensities.Span), pair.Second.Domain.IsInside))
                .ToArray();
            metrics.Add(Measure(set.Name, test, errors));
            domain.Add(Divide(set.Name, errors));
            coverage.Add(CoverageOf(test, spectra));
            all.AddRange(errors);
        }

        domain.Add(Divide(Models.DomainMetrics.All, all));
        return new TestErrors(metrics, domain, coverage);
    }

    /// <summary>The sites of the test parts, set after set.</summary>
    public static AbsorberSite[] Sites(IReadOnlyList<DataSet> sets) =>
        [.. sets.SelectMany(set => set.Entries).Where(IsTest).Select(entry => entry.Site)];

    private static bool IsTest(DataSetEntry entry) => entry.Part == SplitPart.Test;

    private static SetMetrics Measure(string set, DataSetEntry[] test, (double Error, bool IsInside)[] errors)
    {
        var mse = errors.Average(row => row.Error);
        var meanPredictor = ErrorOfMean(test);
        return new SetMetrics(
            set,
            test.Length,
            mse,
            errors.Select(row => row.Error).Median(),
            meanPredictor,
            meanPredictor > 0.0 ? 1.0 - (mse / meanPredictor) : 0.0);
    }

    private static DomainMetrics Divide(string set, IReadOnlyCollection<(double Error, bool IsInside)> errors)
    {
        var inside = errors.Where(row => row.IsInside).Select(row => row.Error).ToArray();
        var outside = errors.Where(row => !row.IsInside).Select(row => row.Error).ToArray();
        return new DomainMetrics(
            set,
            inside.Length,
            inside.Length > 0 ? inside.Average() : null,
            outside.Length,
            outside.Length > 0 ? outside.Average() : null);
    }

    private static double SquareError(ReadOnlySpan<float> truth, ReadOnlySpan<float> predicted)
    {
        var sum = 0.0;
        for (var i = 0; i < truth.Length; i++)
        {
            var difference = (double)predicted[i] - truth[i];
            sum += difference * difference;
        }

        return sum / truth.Length;
    }

    private static double? CoverageOf(DataSetEntry[] test, Spectrum[] predicted)
    {
        if (predicted[0].Uncertainty.IsEmpty)
        {
            return null;
        }

        var held = test.Zip(predicted).Sum(pair => Held(pair.First.Spectrum.Span, pair.Second));
        return held / ((double)test.Length * predicted[0].Uncertainty.Length);
    }

    private static int Held(ReadOnlySpan<float> truth, Spectrum predicted)
    {
        var mean = predicted.Intensities.Span;
        var deviation = predicted.Uncertainty.Span;
        var held = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            held += Math.Abs(truth[i] - mean[i]) <= HalfWidthOf90Percent * deviation[i] ? 1 : 0;
        }

        return held;
    }

    private static double ErrorOfMean(DataSetEntry[] test)
    {
        var points = test[0].Spectrum.Length;
        var sum = 0.0;
        for (var point = 0; point < points; point++)
        {
            sum += test.Select(entry => (double)entry.Spectrum.Span[point]).PopulationVariance();
        }

        return sum / points;
    }
}
