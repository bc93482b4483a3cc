namespace Xanes.Plugin.Measured.Normalisation;

/// <summary>
/// Finds e0 at the highest derivative that is no lone spike, first on the points as they are, then smoothed around it: the definition of
/// Larch's <c>find_e0</c>.
/// </summary>
internal static class EdgeFinder
{
    private const int PointsAround = 75;
    private const int FewestEnds = 3;
    private const double EndsPart = 0.02;
    private const double FirstPart = 0.05;

    /// <summary>The energy e0 in eV: one of the points.</summary>
    /// <param name="energies">Energies in eV, [n], strictly ascending.</param>
    /// <param name="absorption">The absorption, [n].</param>
    public static double Find(ReadOnlySpan<double> energies, ReadOnlySpan<double> absorption)
    {
        var step = TypicalStep(energies);
        var rough = Steepest(energies, Derivative.Of(energies, absorption));
        var (first, last) = (Math.Max(FewestEnds, rough - PointsAround), Math.Min(rough + PointsAround, energies.Length - FewestEnds));
        var near = energies[rough];
        if (rough < FirstPart * energies.Length)
        {
            (near, first, last) = (Mean(energies), Math.Max(FewestEnds, rough - 20), energies.Length - FewestEnds);
        }

        var smoothing = 0.5 * (Math.Clamp(step, 0.01, 1.0) + Math.Clamp(near / 25000.0, 0.01, 1.0));
        if (last - first < 2 * FewestEnds)
        {
            return energies[rough];
        }

        var part = energies[first..last];
        var slopes = LorentzSmoothing.Smooth(part, Derivative.Of(part, absorption[first..last]), smoothing);
        var place = Steepest(part, slopes);
        return place < 1 ? energies[Math.Min(first + 2, energies.Length - 1)] : part[place];
    }

    /// <summary>
    /// The mean of ten steps at the lower end of those between points, the very smallest passed over.
    /// </summary>
    private static double TypicalStep(ReadOnlySpan<double> energies)
    {
        var skip = (int)(0.01 * energies.Length);
        var steps = new List<double>();
        for (var i = skip; i < energies.Length - 1 - Math.Max(skip, 1); i++)
        {
            steps.Add(energies[i + 1] - energies[i]);
        }

        steps.Sort();
        return steps.Skip(skip).Take(10).DefaultIfEmpty(1.0).Average();
    }

    /// <summary>
    /// The place of the highest derivative, not at the ends, whose neighbours are both high; 0 where there is none. High is above 0.6 of
    /// the range, or less where fewer than three points are.
    /// </summary>
    private static int Steepest(ReadOnlySpan<double> energies, double[] slopes)
    {
        var count = energies.Length;
        var ends = Math.Max(FewestEnds, (int)(count * EndsPart));
        var inner = slopes.Length > 2 * ends ? slopes.AsSpan(ends, count - (2 * ends)) : slopes.AsSpan();
        var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var slope in inner)
        {
            (lowest, highest) = (Math.Min(lowest, slope), Math.Max(highest, slope));
        }

        var range = Math.Max(1e-10, highest - lowest);
        var threshold = count > 20 ? 0.6 : 0.3;
        for (var tries = 0; tries < 2 && slopes.Count(IsHigh) <= (tries == 0 ? 2 : 3); tries++)
        {
            threshold *= 0.5;
        }

        if (slopes.Count(IsHigh) < 3)
        {
            threshold = double.NegativeInfinity;
        }

        var (place, best) = (0, 0.0);
        for (var i = ends; i <= count - ends && i < count - 1; i++)
        {
            if (i > 0 && IsHigh(slopes[i]) && IsHigh(slopes[i - 1]) && IsHigh(slopes[i + 1]) && (slopes[i] - lowest) / range > best)
            {
                (place, best) = (i, (slopes[i] - lowest) / range);
            }
        }

        return place;

        bool IsHigh(double slope) => (slope - lowest) / range > threshold;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
