using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h for structures with elements that a model does not know.</summary>
internal static unsafe class NeighbourExports
{
    [UnmanagedCallersOnly(EntryPoint = "xanes_change_neighbours")]
    public static Status Change(
        long model, long ignoredCount, int* ignored, long substitutedCount, int* substituted, int* takenAs, long* changed)
    {
        try
        {
            Arguments.CheckGiven(changed, "changed");
            var left = Symbols(ignored, "ignored", ignoredCount);
            var (from, to) = (Symbols(substituted, "substituted", substitutedCount), Symbols(takenAs, "taken_as", substitutedCount));
            var pairs = new Dictionary<string, string>();
            for (var i = 0; i < from.Length; i++)
            {
                if (!pairs.TryAdd(from[i], to[i]))
                {
                    throw new InvalidInputException($"substitute: {from[i]} is substituted twice; name it once");
                }
            }

            var changes = new NeighbourChanges { Ignored = left, Substituted = pairs };
            *changed = ModelExports.OpenChanged(model, target => target.WithNeighbours(changes));
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_taken_neighbours")]
    public static Status Taken(long model, long atoms, int* atomicNumbers, int* taken)
    {
        try
        {
            _ = Arguments.Elements(atoms, atomicNumbers);
            Arguments.CheckGiven(taken, "taken");
            using var lease = HandleTable.Use<ISpectrumModel>(model, ModelExports.Kind);
            var takenAs = lease.Target.Neighbours.For(lease.Target.Info);
            for (var atom = 0L; atom < atoms; atom++)
            {
                taken[atom] = takenAs[atomicNumbers[atom]];
            }

            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_last_unknown_element")]
    public static Status LastUnknownElement(int* atomicNumber, byte* buffer, long capacity, long* length)
    {
        try
        {
            var fault = LastError.UnknownElement;
            if (atomicNumber != null)
            {
                *atomicNumber = fault is null ? 0 : ChemicalElement.AtomicNumber(fault.UnknownElement!);
            }

            TextArguments.Write(fault?.Finding ?? "", buffer, capacity, length);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    private static string[] Symbols(int* numbers, string name, long count)
    {
        if (count < 0 || count > ChemicalElement.MaxAtomicNumber)
        {
            throw new MisuseException($"{count} elements in '{name}': give from 0 to {ChemicalElement.MaxAtomicNumber}");
        }

        if (count > 0)
        {
            Arguments.CheckGiven(numbers, name);
        }

        return [.. new ReadOnlySpan<int>(numbers, (int)count).ToArray().Select(ChemicalElement.Symbol)];
    }
}
