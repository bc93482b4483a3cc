using System.Globalization;
using System.Numerics.Tensors;
using Xanes.Interop;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets;

/// <summary>Plans a data set of those structures of a recipe that a model is least sure of.</summary>
public static class UncertainDataSet
{
    private const string ChosenFile = "uncertain.extxyz";
    private const string Remedy = "name another model, or train one of several networks: xanes train DATASET --families scattering-network -o models/mine";

    /// <summary>Draws the structures of a plan, and makes a data set, filled with its jobs, of those whose predicted spectra spread most.</summary>
    /// <param name="folder">A folder that has no plan yet.</param>
    /// <param name="plan">The recipe's YAML; its <c>count</c> is the number of candidates.</param>
    /// <param name="sources">Structure files of the recipe; where there are none, those that it names.</param>
    /// <param name="planFolder">The folder that the recipe's paths count from.</param>
    /// <param name="model">Tells the spread: the mean variance over the spectrum.</param>
    /// <param name="count">How many structures to keep.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The data set, the number of its jobs, and that of the candidates that the model cannot take, such as those of elements new to it.</returns>
    /// <exception cref="InvalidInputException">The recipe is not valid, or the model gives no uncertainty or can take no candidate.</exception>
    public static (DataSetWorkshop Workshop, int Jobs, int Refused) Create(
        string folder, string plan, IReadOnlyList<string> sources, string planFolder, ISpectrumModel model, int count, CancellationToken cancellation = default)
    {
        if (!model.HasUncertainty)
        {
            throw new InvalidInputException($"model {model.Info.Id}: gives no uncertainty, so nothing tells where it is least sure; {Remedy}");
        }

        var temporary = Directory.CreateTempSubdirectory("xanes-candidates-").FullName;
        try
        {
            var recipe = Path.Combine(temporary, "recipe");
            var candidates = DataSetWorkshop.Create(recipe, plan, sources, planFolder).Plan;
            var (chosen, refused) = Choose(candidates.Jobs(), model, count, cancellation);
            if (chosen.Count == 0)
            {
                throw new InvalidInputException(
                    $"model {model.Info.Id}: can take none of {Counted.Of(candidates.Count, "candidate")}; it knows {string.Join(", ", model.Info.Elements)}");
            }

            var file = Path.Combine(temporary, ChosenFile);
            StructureWriter.Write(file, chosen.Select(Frame));
            var (workshop, jobs) = DataSetWorkshop.CreateFilled(folder, PlanOf(candidates, model.Info.Id, chosen.Count), [file], recipe, cancellation);
            return (workshop, jobs, refused);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static (IReadOnlyList<PlannedJob> Chosen, int Refused) Choose(
        IEnumerable<PlannedJob> candidates, ISpectrumModel model, int count, CancellationToken cancellation)
    {
        var kept = new PriorityQueue<PlannedJob, double>();
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        var refused = 0;
        foreach (var candidate in candidates)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var spread = model.Predict(candidate.Structure.Cluster, 0, cancellation).Uncertainty.Span;
                var variance = TensorPrimitives.SumOfSquares(spread) / spread.Length;
                (least, most) = (Math.Min(least, variance), Math.Max(most, variance));
                kept.Enqueue(candidate, variance);
            }
            catch (InvalidInputException)
            {
                refused++;
            }

            if (kept.Count > count)
            {
                kept.Dequeue();
            }
        }

        if (least == most && kept.Count > 1)
        {
            throw new InvalidInputException(
                $"model {model.Info.Id}: as sure of one structure as of any other, so nothing tells where it is least sure; {Remedy}");
        }

        return ([.. kept.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)], refused);
    }

    private static (AtomicStructure Structure, IReadOnlyDictionary<string, string> Info) Frame(PlannedJob job) =>
        (job.Structure.Cluster, new Dictionary<string, string> { ["group"] = job.Structure.Group ?? job.Id, ["absorber"] = "0" });

    private static string PlanOf(DataSetPlan candidates, string model, int count)
    {
        var recipe = candidates.Text.TrimEnd('\n').Split('\n').Select(line => $"#   {line}\n");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"# The {(count == 1 ? "structure" : $"{count} structures")} of which {model} is least sure among the {candidates.Count} of this recipe:\n") +
            string.Concat(recipe) +
            $"{HeldProtocol.Key}: {HeldProtocol.FileName}\nsampling: files\ncutoff: 15.0\nrounding: 0.000001\ncount: {count}\nseed: 1\n";
    }
}
