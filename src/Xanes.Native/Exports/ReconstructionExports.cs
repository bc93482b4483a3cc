using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;
using Xanes.Plugin.Reconstruction;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h that go from a vector back to structures.</summary>
internal static unsafe class ReconstructionExports
{
    private const string Kind = "reconstruction";

    [UnmanagedCallersOnly(EntryPoint = "xanes_reconstruct")]
    public static Status Reconstruct(long descriptor, float* values, long valueCount, SearchArguments* search, long* reconstruction)
    {
        try
        {
            Arguments.CheckGiven(reconstruction, "reconstruction");
            using var lease = HandleTable.Use<IDescriptor>(descriptor, DescriptorExports.Kind);
            using var watch = CancelFlag.Watch();
            Arguments.CheckLength(values, "values", valueCount, lease.Target.Length);
            var options = search == null ? new ReconstructionOptions() : search->ToOptions();
            var result = Reconstructor.Reconstruct(
                new ReadOnlySpan<float>(values, (int)valueCount), lease.Target.Spec, options, cancellation: watch.Token);
            *reconstruction = HandleTable.Open(result, () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_reconstruction_shape")]
    public static Status Shape(long reconstruction, long* solutionCount, long* atomCount)
    {
        try
        {
            using var lease = HandleTable.Use<ReconstructionResult>(reconstruction, Kind);
            if (solutionCount != null)
            {
                *solutionCount = lease.Target.Solutions.Count;
            }

            if (atomCount != null)
            {
                *atomCount = lease.Target.Best.Structure.Count;
            }

            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_reconstruction_solution")]
    public static Status Solution(
        long reconstruction, long index, int* atomicNumbers, double* positions, long atomCount, SolutionFacts* solution)
    {
        try
        {
            using var lease = HandleTable.Use<ReconstructionResult>(reconstruction, Kind);
            var solutions = lease.Target.Solutions;
            if (index < 0 || index >= solutions.Count)
            {
                throw new MisuseException($"there is no solution {index}: {solutions.Count} were found, numbered from 0");
            }

            var found = solutions[(int)index];
            Arguments.CheckLength(atomicNumbers, "atomic_numbers", atomCount, found.Structure.Count);
            Arguments.CheckGiven(positions, "positions");
            found.Structure.AtomicNumbers.CopyTo(new Span<int>(atomicNumbers, (int)atomCount));
            found.Structure.Positions.CopyTo(new Span<double>(positions, 3 * (int)atomCount));
            if (solution != null)
            {
                *solution = new SolutionFacts(found);
            }

            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }
}
