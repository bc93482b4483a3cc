using Xanes.Interop;

namespace Xanes.Native;

/// <summary>Checks of what a caller passes.</summary>
internal static unsafe class Arguments
{
    /// <summary>Refuses a null pointer.</summary>
    /// <exception cref="MisuseException">It is null.</exception>
    public static void CheckGiven(void* pointer, string name)
    {
        if (pointer == null)
        {
            throw new MisuseException($"'{name}' is a null pointer; pass an address");
        }
    }

    /// <summary>Refuses an array that does not take exactly what the call gives.</summary>
    /// <exception cref="MisuseException">It is null or of another length.</exception>
    public static void CheckLength(void* pointer, string name, long count, long wanted)
    {
        CheckGiven(pointer, name);
        if (count != wanted)
        {
            throw new MisuseException($"'{name}' takes {count} values, the call gives {wanted}");
        }
    }

    /// <summary>Looks at one structure in the caller's arrays.</summary>
    /// <exception cref="MisuseException">A pointer is missing or the count is out of range.</exception>
    /// <exception cref="InvalidInputException">The arrays are not those of a structure.</exception>
    public static StructureView Structure(long atoms, int* atomicNumbers, double* positions, double* cell, byte* periodic)
    {
        if (atoms < 0 || atoms > Array.MaxLength / 3)
        {
            throw new MisuseException($"{atoms} atoms: give from 1 to {Array.MaxLength / 3}");
        }

        CheckGiven(atomicNumbers, "atomic_numbers");
        CheckGiven(positions, "positions");
        return JoinedSites.StructureAt((int)atoms, atomicNumbers, positions, cell, periodic);
    }

    /// <summary>The different elements among a caller's atoms.</summary>
    /// <exception cref="MisuseException">The pointer is missing or the count is out of range.</exception>
    /// <exception cref="InvalidInputException">A number is not that of an element.</exception>
    public static int[] Elements(long atoms, int* atomicNumbers)
    {
        if (atoms < 1 || atoms > Array.MaxLength)
        {
            throw new MisuseException($"{atoms} atoms: give from 1 to {Array.MaxLength}");
        }

        CheckGiven(atomicNumbers, "atomic_numbers");
        int[] elements = [.. new ReadOnlySpan<int>(atomicNumbers, (int)atoms).ToArray().Distinct()];
        foreach (var element in elements)
        {
            _ = ChemicalElement.Symbol(element);
        }

        return elements;
    }

    /// <summary>An absorber's index; -1, which no structure has, where it is past every index.</summary>
    public static int Absorber(long index) => index == (int)index ? (int)index : -1;

    /// <summary>Checks a list of sites and reads its length.</summary>
    /// <exception cref="MisuseException">It is missing.</exception>
    public static JoinedSites Sites(SiteArrays* sites)
    {
        CheckGiven(sites, "sites");
        return new JoinedSites(*sites);
    }

    /// <summary>An array of the caller's, or an empty one where it is left out.</summary>
    /// <exception cref="MisuseException">It is too long for one call.</exception>
    public static Memory<T> Memory<T>(T* values, long count)
        where T : unmanaged
    {
        if (values == null)
        {
            return default;
        }

        return count <= Array.MaxLength
            ? new PointedMemory<T>((nint)values, (int)count).Memory
            : throw new MisuseException($"{count} values are too many for one call; give at most {Array.MaxLength} and call again for the rest");
    }
}
