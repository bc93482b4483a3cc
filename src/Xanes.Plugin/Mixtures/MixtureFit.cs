using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using Xanes.Interop;

namespace Xanes.Plugin.Mixtures;

/// <summary>Takes a spectrum apart: every mixture of up to four of up to thirty candidates, ranked.</summary>
public static class MixtureFit
{
    private const double ShiftStep = 0.1;
    private const double LargestShift = 10.0;
    private const int KeptMixtures = 1000;

    /// <summary>Fits all mixtures.</summary>
    /// <param name="measured">The spectrum.</param>
    /// <param name="candidates">Measured standards or predicted spectra, in edge steps.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">Too many candidates, names that repeat, or hardly a common energy.</exception>
    public static MixtureResult Run(
        NamedSpectrum measured, IReadOnlyList<NamedSpectrum> candidates, MixtureOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new MixtureOptions();
        Check(candidates, options);
        var chosen = CommonEnergies.Choose(measured, candidates, options.From, options.To, options.MaximumShift);
        double[] energies = [.. chosen.Select(i => measured.PhotonEnergies.Span[i])];
        double[] target = [.. chosen.Select(i => measured.Absorption.Span[i])];
        var subsets = Subsets(candidates.Count, Math.Min(options.MaximumComponents, candidates.Count)).ToArray();
        var best = new Fitted?[subsets.Length];
        foreach (var shift in Shifts(options.MaximumShift))
        {
            cancellation.ThrowIfCancellationRequested();
            var solver = Solver(candidates, energies, target, shift, options.SumToOne);
            Parallel.For(0, subsets.Length, i =>
            {
                if (solver.Solve(subsets[i]) is { } solution && (best[i] is not { } known || solution.SumOfSquares < known.SumOfSquares))
                {
                    best[i] = new Fitted(subsets[i], solution.Fractions, solution.SumOfSquares, shift, solver);
                }
            });
        }

        var fitted = best.OfType<Fitted>().ToArray();
        if (fitted.Length == 0)
        {
            throw new InvalidInputException("no candidate has a positive fraction; check that all spectra are in edge steps and of the same edge");
        }

        var ranked = Rank(fitted, candidates, target, options);
        var winner = fitted.First(one => one.Names(candidates).SequenceEqual(ranked[0].Components.Select(component => component.Name)));
        return new MixtureResult(ranked, energies, target, winner.Curve(candidates, energies), subsets.Length);
    }

    private static void Check(IReadOnlyList<NamedSpectrum> candidates, MixtureOptions options)
    {
        if (candidates.Count is < 1 or > MixtureOptions.MostCandidates)
        {
            throw new InvalidInputException($"{candidates.Count} candidates were given; 1 to {MixtureOptions.MostCandidates} can be tried");
        }

        if (options.MaximumComponents is < 1 or > MixtureOptions.MostComponents)
        {
            throw new InvalidInputException($"a mixture can have 1 to {MixtureOptions.MostComponents} components, not {options.MaximumComponents}");
        }

        if (!(options.MaximumShift is >= 0.0 and <= LargestShift))
        {
            throw new InvalidInputException($"the largest shift must be from 0 to {LargestShift} eV");
        }

        if (candidates.GroupBy(candidate => candidate.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidInputException($"two candidates are called '{twice.Key}'; give them different names");
        }
    }

    private static IEnumerable<int[]> Subsets(int candidates, int size)
    {
        IEnumerable<int[]> level = [[]];
        for (var count = 1; count <= size; count++)
        {
            level = [.. level.SelectMany(subset => Enumerable.Range(subset.Length == 0 ? 0 : subset[^1] + 1, candidates - (subset.Length == 0 ? 0 : subset[^1] + 1))
                .Select(next => (int[])[.. subset, next]))];
            foreach (var subset in level)
            {
                yield return subset;
            }
        }
    }

    private static IEnumerable<double> Shifts(double most)
    {
        var steps = (int)Math.Round(most / ShiftStep);
        return Enumerable.Range(-steps, (2 * steps) + 1).OrderBy(Math.Abs).Select(step => step * ShiftStep);
    }

    private static SubsetSolver Solver(IReadOnlyList<NamedSpectrum> candidates, double[] energies, double[] target, double shift, bool sumToOne)
    {
        var columns = candidates.Select(candidate => Vector<double>.Build.Dense(CommonEnergies.At(candidate, energies, shift))).ToArray();
        var wanted = Vector<double>.Build.Dense(target);
        var gram = Matrix<double>.Build.Dense(columns.Length, columns.Length, (row, column) => columns[row].DotProduct(columns[column]));
        return new SubsetSolver(gram, [.. columns.Select(column => column.DotProduct(wanted))], wanted.DotProduct(wanted), sumToOne);
    }

    private static List<Mixture> Rank(Fitted[] fitted, IReadOnlyList<NamedSpectrum> candidates, double[] target, MixtureOptions options)
    {
        var points = target.Length;
        var square = target.Sum(value => value * value);
        var tiny = 1e-24 * square;
        double Bic(Fitted one) => (points * Math.Log(Math.Max(one.SumOfSquares, tiny) / points)) + (Free(one, options) * Math.Log(points));
        double LogWeight(Fitted one) => (-0.5 * Bic(one)) - SpecialFunctions.BinomialLn(candidates.Count, one.Subset.Length);
        var best = fitted.Max(LogWeight);
        var all = fitted.Sum(one => Math.Exp(LogWeight(one) - best));
        var bySubset = fitted.ToDictionary(one => string.Join(',', one.Subset), one => one.SumOfSquares);
        return [.. fitted.OrderByDescending(LogWeight).Take(KeptMixtures).Select(one =>
        {
            var freedom = points - Free(one, options);
            var variance = one.SumOfSquares / freedom;
            var deviations = one.Solver.Deviations(one.Subset, variance);
            return new Mixture(
                [.. one.Subset.Select((candidate, i) => new MixtureComponent(candidates[candidate].Name, one.Fractions[i], deviations[i]))],
                one.SumOfSquares,
                one.SumOfSquares / square,
                variance,
                Bic(one),
                Math.Exp(LogWeight(one) - best) / all,
                FTest(one, bySubset, freedom),
                one.Shift);
        })];
    }

    private static int Free(Fitted one, MixtureOptions options) =>
        one.Subset.Length - (options.SumToOne ? 1 : 0) + (options.MaximumShift > 0.0 ? 1 : 0);

    private static double? FTest(Fitted one, Dictionary<string, double> bySubset, int freedom)
    {
        var parts = one.Subset.Select(left => string.Join(',', one.Subset.Where(candidate => candidate != left)))
            .Where(bySubset.ContainsKey).Select(part => bySubset[part]).ToArray();
        if (parts.Length == 0 || freedom < 1)
        {
            return null;
        }

        var ratio = (parts.Min() - one.SumOfSquares) / (one.SumOfSquares / freedom);
        return double.IsFinite(ratio) ? 1.0 - FisherSnedecor.CDF(1.0, freedom, Math.Max(0.0, ratio)) : 0.0;
    }

    private sealed record Fitted(int[] Subset, double[] Fractions, double SumOfSquares, double Shift, SubsetSolver Solver)
    {
        public IEnumerable<string> Names(IReadOnlyList<NamedSpectrum> candidates) => Subset.Select(candidate => candidates[candidate].Name);

        public double[] Curve(IReadOnlyList<NamedSpectrum> candidates, double[] energies)
        {
            var sum = new double[energies.Length];
            for (var i = 0; i < Subset.Length; i++)
            {
                var component = CommonEnergies.At(candidates[Subset[i]], energies, Shift);
                for (var point = 0; point < sum.Length; point++)
                {
                    sum[point] += Fractions[i] * component[point];
                }
            }

            return sum;
        }
    }
}
