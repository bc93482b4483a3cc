using System.Globalization;

namespace Xanes.Interop;

/// <summary>How a structure is searched.</summary>
public sealed record ReconstructionOptions
{
    /// <summary>
    /// The symbol of the absorbing element. The spec's <c>absorber</c> where it is not given; one of the two must be.
    /// </summary>
    public string? Absorber { get; init; }

    /// <summary>Where the random numbers begin: the same seed gives the same answer, unless the time limit cuts the search off.</summary>
    public int Seed { get; init; }

    /// <summary>The time after which the search gives up and returns what came closest.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The number of distinct structures to look for. The search for more than one ends when answers only repeat.</summary>
    public int MaximumSolutions { get; init; } = 1;

    /// <summary>The way to search.</summary>
    public ReconstructionMethod Method { get; init; } = ReconstructionMethod.Joint;

    /// <summary>Whether distances are moved towards the middle of their bins, and above <see cref="MinimumDistance"/>.</summary>
    public bool Refine { get; init; }

    /// <summary>With <see cref="Refine"/>: atoms are kept this far apart (Å) where their bins allow; 0 for no such minimum.</summary>
    public double MinimumDistance { get; init; }

    /// <summary>
    /// A smeared descriptor of the same structure. Each structure that is found is moved until its own comes nearest to it, unless it
    /// would leave its bins; the nearest structure is the best.
    /// </summary>
    public DescriptorTarget? RefineTo { get; init; }

    /// <summary>The number of threads; 0 for as many as cores. The answer does not depend on it, unless the time limit cuts the search off.</summary>
    public int Threads { get; init; }

    /// <summary>A time limit from a number of seconds.</summary>
    /// <exception cref="InvalidInputException">It is not above 0 and at most a million.</exception>
    public static TimeSpan Seconds(double seconds) =>
        seconds is > 0.0 and <= 1e6
            ? TimeSpan.FromSeconds(seconds)
            : throw new InvalidInputException(
                $"the time limit must be a number of seconds above 0, at most 1000000, not {seconds.ToString(CultureInfo.InvariantCulture)}");
}
