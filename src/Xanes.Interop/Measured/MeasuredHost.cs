namespace Xanes.Interop;

/// <summary>
/// Measured spectra for managed hosts that have addresses where C# has spans (Python with pythonnet), as <see cref="PointerHost"/>.
/// </summary>
public static unsafe class MeasuredHost
{
    /// <summary>The number of values of one agreement: MSE, R factor, correlation, shift, amplitude, offset, slope, uncertainty.</summary>
    public const int AgreementValues = 8;

    /// <summary>Makes a spectrum of points in any order; those that are not finite are left out.</summary>
    /// <param name="label">Its name.</param>
    /// <param name="count">The number of points n.</param>
    /// <param name="energies">float64 [n], photon energies in eV.</param>
    /// <param name="absorption">float64 [n].</param>
    /// <param name="reference">float64 [n]; 0 where there is none.</param>
    /// <exception cref="InvalidInputException">The points make no spectrum.</exception>
    public static MeasuredSpectrum Make(string label, int count, long energies, long absorption, long reference) => MeasuredSpectrum.FromPoints(
        label, label, Numbers(energies, count), Numbers(absorption, count), reference == 0 ? [] : Numbers(reference, count));

    /// <summary>Copies a spectrum's arrays.</summary>
    /// <param name="measured">n points.</param>
    /// <param name="energies">Takes float64 [n].</param>
    /// <param name="absorption">Takes float64 [n].</param>
    /// <param name="reference">Takes float64 [n]; 0 where it is not wanted or there is none.</param>
    public static void Copy(MeasuredSpectrum measured, long energies, long absorption, long reference)
    {
        CopyTo(measured.Energies, energies);
        CopyTo(measured.Absorption, absorption);
        CopyTo(measured.Reference, reference);
    }

    /// <summary>Copies the arrays of a normalised spectrum.</summary>
    /// <param name="spectrum">n points.</param>
    /// <param name="normalised">Takes float64 [n].</param>
    /// <param name="flattened">Takes float64 [n].</param>
    /// <param name="preEdge">Takes float64 [n].</param>
    /// <param name="postEdge">Takes float64 [n].</param>
    public static void Copy(NormalisedSpectrum spectrum, long normalised, long flattened, long preEdge, long postEdge)
    {
        CopyTo(spectrum.Normalised, normalised);
        CopyTo(spectrum.Flattened, flattened);
        CopyTo(spectrum.PreEdge, preEdge);
        CopyTo(spectrum.PostEdge, postEdge);
    }

    /// <summary>Prepares a measured spectrum for comparing predicted ones with it.</summary>
    /// <param name="plugin">What compares.</param>
    /// <param name="count">The number of measured points n.</param>
    /// <param name="energies">float64 [n], photon energies in eV, ascending.</param>
    /// <param name="absorption">float64 [n], in edge steps.</param>
    /// <param name="e0">The measured edge's position in eV.</param>
    /// <param name="photonCount">The number of predicted energies m.</param>
    /// <param name="photonEnergies">float64 [m] in eV, ascending.</param>
    /// <param name="edgeEnergy">The predicted edge energy in eV.</param>
    /// <param name="options">As <see cref="ComparisonOptions.Parse"/> reads them.</param>
    /// <exception cref="InvalidInputException">As for <see cref="IXanesPlugin.OpenComparison"/>.</exception>
    public static ISpectrumComparison OpenComparison(
        IXanesPlugin plugin,
        int count,
        long energies,
        long absorption,
        double e0,
        int photonCount,
        long photonEnergies,
        double edgeEnergy,
        string? options) =>
        plugin.OpenComparison(
            NormalisedSpectrum.AlreadyNormalised(new MeasuredSpectrum("measured", "measured", Numbers(energies, count), Numbers(absorption, count)), e0),
            Numbers(photonEnergies, photonCount),
            edgeEnergy,
            ComparisonOptions.Parse(options));

    /// <summary>Compares predicted spectra, spread over threads.</summary>
    /// <param name="comparison">What compares.</param>
    /// <param name="spectra">The number of spectra k.</param>
    /// <param name="points">The number of their energies m.</param>
    /// <param name="intensities">float32 [k,m].</param>
    /// <param name="uncertainties">float32 [k,m]; 0 where there are none.</param>
    /// <param name="threads">0 for as many as cores.</param>
    /// <param name="agreements">Takes float64 [k, <see cref="AgreementValues"/>].</param>
    /// <exception cref="InvalidInputException">A spectrum does not fit or is not finite; the message names it.</exception>
    public static void Compare(
        ISpectrumComparison comparison, int spectra, int points, long intensities, long uncertainties, int threads, long agreements)
    {
        var faults = new InvalidInputException?[spectra];
        Parallel.For(0, spectra, new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount }, row =>
        {
            try
            {
                var sigma = uncertainties == 0 ? [] : new ReadOnlySpan<float>((float*)uncertainties + ((long)row * points), points);
                Write(
                    comparison.Fit(new ReadOnlySpan<float>((float*)intensities + ((long)row * points), points), sigma),
                    new Span<double>((double*)agreements + ((long)row * AgreementValues), AgreementValues));
            }
            catch (InvalidInputException fault)
            {
                faults[row] = fault.At($"spectrum {row}");
            }
        });
        if (faults.FirstOrDefault(fault => fault is not null) is { } first)
        {
            throw first;
        }
    }

    private static void Write(SpectrumAgreement agreement, Span<double> values)
    {
        values[0] = agreement.MeanSquareError;
        values[1] = agreement.RFactor;
        values[2] = agreement.Correlation;
        values[3] = agreement.Shift;
        values[4] = agreement.Amplitude;
        values[5] = agreement.Offset;
        values[6] = agreement.Slope;
        values[7] = agreement.Uncertainty;
    }

    private static double[] Numbers(long address, int count) => new ReadOnlySpan<double>((void*)address, count).ToArray();

    private static void CopyTo(ReadOnlyMemory<double> values, long address)
    {
        if (address != 0)
        {
            values.Span.CopyTo(new Span<double>((void*)address, values.Length));
        }
    }
}
