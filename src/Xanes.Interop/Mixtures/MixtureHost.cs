namespace Xanes.Interop;

/// <summary>Mixtures for hosts that have addresses where C# has spans, as <see cref="PointerHost"/>.</summary>
public static unsafe class MixtureHost
{
    private const int MostSpectra = 100_000;

    /// <summary>Spectra whose points stand one after the other.</summary>
    /// <param name="names">The names of the k spectra, one a line.</param>
    /// <param name="count">k.</param>
    /// <param name="pointCounts">int64 [k], the number of points of each; N in all.</param>
    /// <param name="energies">float64 [N], photon energies in eV.</param>
    /// <param name="absorption">float64 [N], in edge steps.</param>
    /// <exception cref="InvalidInputException">There are not as many names, or a spectrum is none.</exception>
    public static NamedSpectrum[] Spectra(string names, long count, long pointCounts, long energies, long absorption)
    {
        var lines = names.Split('\n');
        if (count is < 1 or > MostSpectra || lines.Length != count)
        {
            throw new InvalidInputException($"{count} spectra were given with {lines.Length} names; give 1 to {MostSpectra}, with one name a line for each");
        }

        var spectra = new NamedSpectrum[count];
        var first = 0L;
        for (var i = 0; i < spectra.Length; i++)
        {
            var points = ((long*)pointCounts)[i];
            if (points is < 1 or > MeasuredSpectrum.MostPoints)
            {
                throw new InvalidInputException($"{lines[i]}: has {points} points; a spectrum has 1 to {MeasuredSpectrum.MostPoints}");
            }

            spectra[i] = new NamedSpectrum(lines[i], Numbers(energies, first, (int)points), Numbers(absorption, first, (int)points));
            first += points;
        }

        return spectra;
    }

    /// <summary>Takes the first of some spectra apart into the others.</summary>
    /// <param name="plugin">What fits.</param>
    /// <param name="spectra">The spectra.</param>
    /// <param name="options">As <see cref="MixtureOptions.Parse"/> reads them.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The mixtures as <see cref="MixtureJson.Text(MixtureResult, int)"/> writes them.</returns>
    /// <exception cref="InvalidInputException">As for <see cref="IXanesPlugin.FitMixture"/>.</exception>
    public static string FitMixture(IXanesPlugin plugin, NamedSpectrum[] spectra, string? options, CancellationToken cancellation) =>
        MixtureJson.Text(plugin.FitMixture(spectra[0], spectra[1..], MixtureOptions.Parse(options), cancellation));

    /// <summary>The principal components of some spectra.</summary>
    /// <param name="plugin">What decomposes.</param>
    /// <param name="spectra">The spectra.</param>
    /// <param name="options">A JSON object: <c>window</c>, two photon energies in eV.</param>
    /// <returns>The components as <see cref="MixtureJson.Text(PrincipalComponents)"/> writes them.</returns>
    /// <exception cref="InvalidInputException">As for <see cref="IXanesPlugin.Decompose"/>.</exception>
    public static string Decompose(IXanesPlugin plugin, NamedSpectrum[] spectra, string? options)
    {
        var window = WindowOf(options);
        return MixtureJson.Text(plugin.Decompose(spectra, window?.First, window?.Last));
    }

    /// <summary>The window of the options of principal components.</summary>
    /// <exception cref="InvalidInputException">They hold something else.</exception>
    public static EnergyInterval? WindowOf(string? options) => OptionsObject.Parse(options, "principal components", "window").Pair("window");

    private static double[] Numbers(long address, long first, int count) => new ReadOnlySpan<double>((double*)address + first, count).ToArray();
}
