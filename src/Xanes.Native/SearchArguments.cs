using System.Runtime.InteropServices;
using Xanes.Interop;

namespace Xanes.Native;

/// <summary>How a structure is searched (<c>xanes_search</c>); a field of 0 stands for its default.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SearchArguments
{
    /// <summary>The atomic number of the absorbing element.</summary>
    public int Absorber;

    /// <summary>A <see cref="ReconstructionMethod"/>.</summary>
    public int Method;

    /// <summary>Not 0: <see cref="ReconstructionOptions.Refine"/>.</summary>
    public int Refine;

    /// <summary><see cref="ReconstructionOptions.MaximumSolutions"/>.</summary>
    public int MaximumSolutions;

    /// <summary><see cref="ReconstructionOptions.Seed"/>.</summary>
    public int Seed;

    /// <summary><see cref="ReconstructionOptions.Threads"/>.</summary>
    public int Threads;

    /// <summary><see cref="ReconstructionOptions.TimeLimit"/> in s.</summary>
    public double TimeLimit;

    /// <summary><see cref="ReconstructionOptions.MinimumDistance"/> in Å.</summary>
    public double MinimumDistance;

    /// <summary>The options that they stand for.</summary>
    /// <exception cref="MisuseException">There is no such method.</exception>
    /// <exception cref="InvalidInputException">The absorber is no element, or the time limit out of range.</exception>
    public readonly ReconstructionOptions ToOptions()
    {
        if (!Enum.IsDefined((ReconstructionMethod)Method))
        {
            throw new MisuseException($"'method' is {Method}; give XANES_JOINT or XANES_TWO_STAGE");
        }

        var defaults = new ReconstructionOptions();
        return defaults with
        {
            Absorber = Absorber == 0 ? null : ChemicalElement.Symbol(Absorber),
            Method = (ReconstructionMethod)Method,
            Refine = Refine != 0,
            MaximumSolutions = MaximumSolutions == 0 ? defaults.MaximumSolutions : MaximumSolutions,
            Seed = Seed,
            Threads = Threads,
            TimeLimit = TimeLimit == 0.0 ? defaults.TimeLimit : ReconstructionOptions.Seconds(TimeLimit),
            MinimumDistance = MinimumDistance,
        };
    }
}
