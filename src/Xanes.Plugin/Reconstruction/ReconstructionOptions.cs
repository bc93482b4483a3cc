using Xanes.Interop;

namespace Xanes.Plugin.Reconstruction;

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

    /// <summary>With <see cref="Refine"/>: atoms are kept this far apart (Å) where their bins allow.</summary>
    public double MinimumDistance { get; init; } = 0.7;

    /// <summary>The number of threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks the values.</summary>
    /// <exception cref="InvalidInputException">One is not valid.</exception>
    internal void Check()
    {
        if (TimeLimit <= TimeSpan.Zero)
        {
            throw new InvalidInputException($"the time limit must be above 0 s, not {TimeLimit.TotalSeconds:0.###} s");
        }

        if (MaximumSolutions < 1 || Threads < 1)
        {
            throw new InvalidInputException("the number of solutions and of threads must be at least 1");
        }

        if (!(MinimumDistance >= 0.0))
        {
            throw new InvalidInputException("the minimum distance must be 0 Å or more");
        }
    }
}
