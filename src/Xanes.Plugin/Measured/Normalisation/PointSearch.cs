namespace Xanes.Plugin.Measured.Normalisation;

/// <summary>Finds points of a spectrum by their energy.</summary>
internal static class PointSearch
{
    /// <summary>The last point at or below an energy; 0 where there is none.</summary>
    public static int AtOrBelow(ReadOnlySpan<double> energies, double energy)
    {
        var place = energies.BinarySearch(energy);
        return place >= 0 ? place : Math.Max(~place - 1, 0);
    }

    /// <summary>The point nearest to an energy; of two the lower.</summary>
    public static int Nearest(ReadOnlySpan<double> energies, double energy)
    {
        var below = AtOrBelow(energies, energy);
        return below + 1 < energies.Length && Math.Abs(energies[below + 1] - energy) < Math.Abs(energies[below] - energy) ? below + 1 : below;
    }
}
