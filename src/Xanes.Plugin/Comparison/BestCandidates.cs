using Xanes.Interop;

namespace Xanes.Plugin.Comparison;

/// <summary>Keeps the best of any number of candidates; of equal ones the first given.</summary>
internal sealed class BestCandidates(int capacity)
{
    private readonly PriorityQueue<ComparedStructure, (double Error, long Place)> _worstFirst = new(
        Comparer<(double Error, long Place)>.Create((one, other) => other.CompareTo(one)));

    /// <summary>Whether a candidate would be kept.</summary>
    public bool Takes(double error, long place) =>
        _worstFirst.Count < capacity || (_worstFirst.TryPeek(out _, out var worst) && (error, place).CompareTo(worst) < 0);

    /// <summary>Keeps a candidate, and lets go of the worst where there are too many.</summary>
    public void Add(ComparedStructure candidate)
    {
        _worstFirst.Enqueue(candidate, (candidate.Agreement.MeanSquareError, candidate.Place));
        if (_worstFirst.Count > capacity)
        {
            _worstFirst.Dequeue();
        }
    }

    /// <summary>The best in order.</summary>
    public IReadOnlyList<ComparedStructure> Ranked() => Rank(_worstFirst.UnorderedItems.Select(item => item.Element));

    /// <summary>Candidates in order, each told whether the model's uncertainty may make it as good as the first.</summary>
    public static IReadOnlyList<ComparedStructure> Rank(IEnumerable<ComparedStructure> candidates)
    {
        ComparedStructure[] ranked = [.. candidates.OrderBy(candidate => candidate.Agreement.MeanSquareError).ThenBy(candidate => candidate.Place)];
        return
        [
            .. ranked.Select((candidate, rank) => candidate with
            {
                AsGoodAsBest = rank == 0 || Least(candidate.Agreement) <= ranked[0].Agreement.MeanSquareError + ranked[0].Agreement.Uncertainty,
            }),
        ];
    }

    private static double Least(SpectrumAgreement agreement) => agreement.MeanSquareError - agreement.Uncertainty;
}
