using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Plugin.Reconstruction;

/// <summary>Finds the structure that a count descriptor describes (docs/reconstruction.md).</summary>
public static class Reconstructor
{
    /// <summary>The most neighbours of the absorber that a search takes on.</summary>
    public const int MostAtoms = 64;

    /// <summary>Structures are the same where they superpose within this root mean square distance in Å.</summary>
    public const double SameWithin = 0.2;

    /// <summary>The same for structures that refinement starts from: near ones may have their distances in another order.</summary>
    private const double SameStartWithin = 0.05;

    /// <summary>A search for several structures ends after so many answers in a row that repeat known ones.</summary>
    private const int MostRepeats = 8;

    /// <inheritdoc cref="IXanesPlugin.Reconstruct"/>
    public static ReconstructionResult Reconstruct(
        ReadOnlySpan<float> vector,
        DescriptorSpec spec,
        ReconstructionOptions? options = null,
        IProgress<ReconstructionProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new ReconstructionOptions();
        Check(options);
        var descriptor = new PairRdf(spec);
        if (!descriptor.Parameters.IsCounts)
        {
            throw new InvalidInputException(
                $"{spec.Source}: a structure can be found only from plain counts; describe it with sigma 0, weight none and taper 0");
        }

        var absorber = ChemicalElement.AtomicNumber(options.Absorber ?? spec.Absorber ?? throw new InvalidInputException(
            $"{spec.Source}: the absorbing element is not known; give it as the spec's 'absorber' or as an option"));
        var counts = DescriptorCounts.Read(vector, descriptor);
        var targets = DistanceTargets.From(counts, descriptor.Parameters);
        var answers = new AnswerBuilder(absorber, descriptor, targets, vector.ToArray());
        var refinement = options.RefineTo is { } target ? new SmoothRefinement(target) : null;
        if (counts.AtomCount == 0)
        {
            return new ReconstructionResult([answers.Build(new NodePositions(0))], 0, TimeSpan.Zero);
        }

        Func<IClusterSearch> newSearch = options.Method switch
        {
            ReconstructionMethod.TwoStage => () => new TwoStageSearch(counts, descriptor.Parameters, targets),
            _ => () => new JointSearch(targets),
        };
        var starts = new ParallelStarts(newSearch, options, progress, cancellation);
        var solutions = Collect(starts, answers, targets, options);
        if (solutions.Count == 0)
        {
            var closest = starts.Closest ?? throw new XanesException("the time limit passed before the first start of the search ended; raise it");
            solutions.Add(answers.Build(closest));
        }

        var ordered = refinement is null || solutions[0].Verdict == ReconstructionVerdict.None
            ? solutions.OrderBy(solution => solution.Verdict).ThenBy(solution => solution.DistanceError)
            : Refined(solutions, refinement, answers, starts).OrderBy(solution => solution.TargetDifference);
        return new ReconstructionResult(Distinct(ordered), starts.Done, starts.Elapsed);
    }

    /// <summary>The structures as near to the target as their bins allow: one that would leave its bins stays as it is.</summary>
    private static IEnumerable<ReconstructedStructure> Refined(
        IEnumerable<ReconstructedStructure> solutions, SmoothRefinement refinement, AnswerBuilder answers, ParallelStarts starts)
    {
        foreach (var solution in solutions)
        {
            var moved = answers.Build(NodePositions.Of(refinement.Refine(solution.Structure, () => starts.IsTimeUp)));
            var kept = moved.Verdict == ReconstructionVerdict.None ? solution : moved;
            yield return kept with { TargetDifference = refinement.Difference(kept.Structure) };
        }
    }

    /// <summary>Refinement may bring two structures together; the first of them stays.</summary>
    private static List<ReconstructedStructure> Distinct(IEnumerable<ReconstructedStructure> solutions)
    {
        var distinct = new List<ReconstructedStructure>();
        foreach (var solution in solutions.Where(solution => !IsKnown(solution, distinct)))
        {
            distinct.Add(solution);
        }

        return distinct;
    }

    private static bool IsKnown(ReconstructedStructure solution, IEnumerable<ReconstructedStructure> others, double within = SameWithin) =>
        others.Any(other => Superposition.Of(other.Structure, solution.Structure).Distance <= within);

    private static void Check(ReconstructionOptions options)
    {
        if (options.TimeLimit <= TimeSpan.Zero)
        {
            throw new InvalidInputException("the time limit must be above 0 s");
        }

        if (options.MaximumSolutions < 1)
        {
            throw new InvalidInputException($"the number of solutions must be at least 1, not {options.MaximumSolutions}");
        }

        if (options.Threads < 0)
        {
            throw new InvalidInputException($"{options.Threads} threads: give 1 or more, or 0 for all cores");
        }

        if (!(options.MinimumDistance >= 0.0))
        {
            throw new InvalidInputException("the minimum distance must be 0 Å or more");
        }
    }

    private static List<ReconstructedStructure> Collect(
        ParallelStarts starts, AnswerBuilder answers, DistanceTargets targets, ReconstructionOptions options)
    {
        var solutions = new List<ReconstructedStructure>();
        var repeats = 0;
        var from = 0;
        while (solutions.Count < options.MaximumSolutions && repeats < MostRepeats && starts.Next(from) is { } found)
        {
            from = found.Start + 1;
            if (options.Refine)
            {
                new BinPolish(targets).Centre(found.Positions, options.MinimumDistance);
            }

            var solution = answers.Build(found.Positions);
            if (IsKnown(solution, solutions, options.RefineTo is null ? SameWithin : SameStartWithin))
            {
                repeats++;
            }
            else
            {
                repeats = 0;
                solutions.Add(solution);
            }
        }

        return solutions;
    }
}
