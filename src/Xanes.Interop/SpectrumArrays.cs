namespace Xanes.Interop;

/// <summary>Where the spectra of N sites with M energies each are written.</summary>
/// <param name="Intensities">Absorption in edge steps, [N,M] row-major.</param>
/// <param name="Uncertainties">One standard deviation of the intensities, [N,M]; empty where it is not wanted or the model has none.</param>
/// <param name="Domains">Whether each structure resembles the training data, [N]; empty where it is not wanted.</param>
public readonly record struct SpectrumArrays(
    Memory<float> Intensities, Memory<float> Uncertainties = default, Memory<DomainVerdict> Domains = default)
{
    /// <summary>Checks the lengths.</summary>
    /// <exception cref="InvalidInputException">One does not fit.</exception>
    public void Check(int sites, int energies)
    {
        var values = (long)sites * energies;
        CheckLength("intensities", Intensities.Length, values);
        CheckLength("uncertainties", Uncertainties.Length, Uncertainties.IsEmpty ? 0 : values);
        CheckLength("domains", Domains.Length, Domains.IsEmpty ? 0 : sites);
    }

    /// <summary>The part for some of the sites.</summary>
    public SpectrumArrays Slice(int first, int count, int energies) => new(
        Intensities.Slice(first * energies, count * energies),
        Uncertainties.IsEmpty ? default : Uncertainties.Slice(first * energies, count * energies),
        Domains.IsEmpty ? default : Domains.Slice(first, count));

    private static void CheckLength(string name, int length, long wanted)
    {
        if (length != wanted)
        {
            throw new InvalidInputException($"the destination of the {name} takes {length} values, the call gives {wanted}");
        }
    }
}
