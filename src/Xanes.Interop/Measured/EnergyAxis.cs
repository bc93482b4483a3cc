namespace Xanes.Interop;

/// <summary>Brings the points of a file to strictly ascending photon energies.</summary>
internal static class EnergyAxis
{
    /// <summary>The least distance in eV between two energies; Larch's.</summary>
    private const double LeastStep = 0.0005;

    /// <summary>The part of the points that may be dead readings at energy 0.</summary>
    private const double MostDead = 0.05;

    /// <summary>
    /// Leaves out points that are not finite and a few at energies not above 0, sorts the others by energy, and moves repeated energies apart by 0.0005 eV, as Larch does.
    /// </summary>
    /// <param name="source">The file.</param>
    /// <param name="label">The record's name.</param>
    /// <param name="energies">Photon energies in eV, [n].</param>
    /// <param name="absorption">The absorption, [n].</param>
    /// <param name="reference">The reference's, [n], or empty. Dropped where a point of it is not finite.</param>
    /// <param name="facts">What the file says besides.</param>
    /// <exception cref="InvalidInputException">Too few points are left, or energies are not above 0.</exception>
    public static MeasuredSpectrum Spectrum(
        string source, string label, double[] energies, double[] absorption, double[] reference, IReadOnlyDictionary<string, string>? facts)
    {
        var isDead = energies.Count(energy => energy <= 0.0) <= MostDead * energies.Length;
        var order = Enumerable.Range(0, energies.Length)
            .Where(i => double.IsFinite(energies[i]) && double.IsFinite(absorption[i]))
            .Where(i => energies[i] > 0.0 || !isDead)
            .OrderBy(i => energies[i])
            .ToArray();
        var sorted = Array.ConvertAll(order, i => energies[i]);
        MoveApart(sorted);
        var sortedReference = reference.Length == 0 ? [] : Array.ConvertAll(order, i => reference[i]);
        return new MeasuredSpectrum(
            source,
            label,
            sorted,
            Array.ConvertAll(order, i => absorption[i]),
            sortedReference.All(double.IsFinite) ? sortedReference : [],
            facts);
    }

    private static void MoveApart(double[] sorted)
    {
        for (var i = 1; i < sorted.Length; i++)
        {
            sorted[i] = Math.Max(sorted[i], sorted[i - 1] + LeastStep);
        }
    }
}
