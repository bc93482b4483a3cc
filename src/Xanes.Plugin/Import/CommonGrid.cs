using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Import;

/// <summary>The evenly spaced energies of a data set.</summary>
/// <param name="Start">The first energy in eV.</param>
/// <param name="Step">The step in eV.</param>
/// <param name="Count">The number of energies.</param>
internal sealed record CommonGrid(double Start, double Step, int Count)
{
    private const int MostPoints = 2000;
    private const int FewestPoints = 5;

    /// <summary>Half a point of rounding is no gap between a spectrum and the grid.</summary>
    private const double Slack = 1e-6;

    /// <summary>The grid asked for, or what all spectra cover in their own typical step.</summary>
    /// <param name="axes">The energies of each spectrum in eV from the edge.</param>
    /// <param name="asked">Start, end and step; null where nothing is asked for.</param>
    /// <exception cref="InvalidInputException">The spectra have too little in common, or the grid is not valid.</exception>
    public static CommonGrid Of(IReadOnlyList<double[]> axes, (double Start, double End, double Step)? asked)
    {
        var (start, end, step) = asked ?? Found(axes);
        var count = (int)Math.Floor(((end - start) / step) + 1.0 + Slack);
        return step > 0.0 && count is >= FewestPoints and <= MostPoints
            ? new CommonGrid(start, step, count)
            : throw new InvalidInputException(FormattableString.Invariant(
                $"the energies from {start:0.###} to {end:0.###} eV in steps of {step:0.####} are not {FewestPoints} to {MostPoints} points; give others by --grid, such as --grid=-10,50,0.5"));
    }

    /// <summary>The energies, [m].</summary>
    public double[] Energies() => [.. Enumerable.Range(0, Count).Select(point => Math.Round(Start + (point * Step), 6))];

    /// <summary>Whether a spectrum reaches from the first to the last energy.</summary>
    public bool IsCoveredBy(double[] energies) => energies[0] <= Start + Slack && energies[^1] >= Start + ((Count - 1) * Step) - Slack;

    /// <summary>The grid in words.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Start:0.###} to {Start + ((Count - 1) * Step):0.###} eV in steps of {Step:0.####}");

    private static (double Start, double End, double Step) Found(IReadOnlyList<double[]> axes)
    {
        var steps = axes.Select(axis => (axis[^1] - axis[0]) / (axis.Length - 1)).Order().ToArray();
        var step = Math.Round(steps[steps.Length / 2], 4);
        var (start, end) = (Math.Round(axes.Max(axis => axis[0]), 6), axes.Min(axis => axis[^1]));
        return start < end && step > 0.0
            ? (start, end, step)
            : throw new InvalidInputException(
                "the spectra have no energies that all of them cover; name the range by --grid, such as --grid=-10,50,0.5: those that do not cover it are left out");
    }
}
