using Xanes.Interop;

namespace Xanes.Plugin.Measured.Treatment;

/// <summary>Leaves points of a spectrum out.</summary>
internal static class PointRemoval
{
    /// <summary>Leaves out the points within intervals.</summary>
    /// <exception cref="InvalidInputException">An interval is none, or too few points are left.</exception>
    public static MeasuredSpectrum Remove(MeasuredSpectrum measured, IReadOnlyList<EnergyInterval> intervals)
    {
        foreach (var interval in intervals)
        {
            if (!(interval.First <= interval.Last))
            {
                throw new InvalidInputException(FormattableString.Invariant(
                    $"the interval {interval.First} to {interval.Last} eV to be left out does not ascend; give the lower energy first"));
            }
        }

        return intervals.Count == 0
            ? measured
            : Keep(measured, i => !intervals.Any(interval => measured.Energies.Span[i] >= interval.First && measured.Energies.Span[i] <= interval.Last));
    }

    /// <summary>Keeps the points that a rule names.</summary>
    /// <exception cref="InvalidInputException">Too few are left.</exception>
    public static MeasuredSpectrum Keep(MeasuredSpectrum measured, Func<int, bool> isKept)
    {
        int[] kept = [.. Enumerable.Range(0, measured.Energies.Length).Where(isKept)];
        return kept.Length == measured.Energies.Length
            ? measured
            : new MeasuredSpectrum(
                measured.Source,
                measured.Label,
                Array.ConvertAll(kept, i => measured.Energies.Span[i]),
                Array.ConvertAll(kept, i => measured.Absorption.Span[i]),
                measured.Reference.IsEmpty ? default : Array.ConvertAll(kept, i => measured.Reference.Span[i]),
                measured.Facts);
    }
}
