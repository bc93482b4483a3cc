using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Training;

/// <summary>Runs every exported learner as a host would: does it answer as the learner itself does, and how fast?</summary>
internal static class LearnerChecks
{
    private const int Turns = 3;

    /// <summary>Checks the families of a job.</summary>
    /// <param name="table">The data.</param>
    /// <param name="job">The folder with the exported models.</param>
    /// <param name="families">The families.</param>
    /// <param name="open">Opens the model of a family.</param>
    public static LearnerCheck[] Run(
        TrainingTable table, TrainingJob job, IReadOnlyList<TrainedFamily> families, Func<TrainedFamily, SpectrumModel> open) =>
        [.. families.Select(family => Check(family, table, job, open))];

    private static LearnerCheck Check(TrainedFamily family, TrainingTable table, TrainingJob job, Func<TrainedFamily, SpectrumModel> open)
    {
        var path = job.ModelPathOf(family.Name);
        var bytes = new FileInfo(path).Length;
        try
        {
            using var model = open(family);
            var sites = TestErrors.Sites(table.Sets);
            var difference = LargestDifference(table, job.ReadPredictionOf(family.Name).Values, model.PredictMany(sites));
            var fault = difference <= family.Parity
                ? null
                : FormattableString.Invariant($"the exported model differs from the learner by {difference:0.0e0} (limit {family.Parity:0.0e0})");
            return new LearnerCheck(family.Name, bytes, difference, Single(model, sites), Batched(model, sites), fault);
        }
        catch (XanesException fault)
        {
            return new LearnerCheck(family.Name, bytes, double.MaxValue, 0.0, 0.0, fault.Message);
        }
    }

    private static double LargestDifference(TrainingTable table, float[] learner, IReadOnlyList<Spectrum> predicted)
    {
        var largest = 0.0;
        var rows = Enumerable.Range(0, table.Entries.Length).Where(row => table.Entries[row].Part == SplitPart.Test);
        foreach (var (row, spectrum) in rows.Zip(predicted))
        {
            for (var point = 0; point < table.Points; point++)
            {
                largest = Math.Max(largest, Math.Abs((double)learner[(row * table.Points) + point] - spectrum.Intensities.Span[point]));
            }
        }

        return largest;
    }

    private static double Single(SpectrumModel model, AbsorberSite[] sites)
    {
        var times = new List<double>();
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var site in sites)
            {
                var start = Stopwatch.GetTimestamp();
                model.Predict(site.Structure.View, site.Absorber);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        return times.Median();
    }

    private static double Batched(SpectrumModel model, AbsorberSite[] sites)
    {
        var best = double.MaxValue;
        for (var turn = 0; turn < Turns; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            model.PredictMany(sites);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / sites.Length);
        }

        return best;
    }
}
