using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Comparison;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Standards;

/// <summary>Takes edge step and energy calibration of a protocol from a measured standard and FDMNES's spectrum of its crystal.</summary>
public static class ProtocolCalibration
{
    private const double FarAboveEdge = 40.0;
    private const double Reach = 20.0;
    private const double LeastAmplitude = 0.3;
    private const double GreatestAmplitude = 3.0;

    /// <summary>Computes the crystal's spectrum and fits it to the measured one: shift and amplitude free.</summary>
    /// <param name="runner">Runs FDMNES.</param>
    /// <param name="protocol">The protocol, with an epsii_reference and without an edge step.</param>
    /// <param name="crystal">The standard's structure, periodic in three directions.</param>
    /// <param name="measured">The measured spectrum.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="InvalidInputException">The structure is no crystal with the absorber, or the spectra do not overlap.</exception>
    /// <exception cref="XanesException">FDMNES failed; the message says why.</exception>
    public static async Task<StandardCalibration> RunAsync(
        FdmnesRunner runner, FdmnesProtocol protocol, StructureFrame crystal, NormalisedSpectrum measured, CancellationToken cancellation)
    {
        var input = FdmnesInput.OfCrystal(protocol, crystal.Structure, AbsorberSelection.Element(protocol.Absorber));
        var folder = Directory.CreateTempSubdirectory("xanes-standard-").FullName;
        try
        {
            var outcome = await runner.RunAsync(folder, protocol, input, cancellation: cancellation).ConfigureAwait(false);
            var result = outcome.Result ?? throw new XanesException($"{crystal.Source}: FDMNES gave no spectrum of the standard: {outcome.Words}");
            return Fit(protocol, result, crystal, measured);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static StandardCalibration Fit(FdmnesProtocol protocol, FdmnesResult result, StructureFrame crystal, NormalisedSpectrum measured)
    {
        var rough = MeanFarAboveEdge(result);
        var spectrum = protocol.CommonAxis.Place(result.Spectra, protocol.EpsiiReference!.Value, protocol.Broadening, rough);
        var energies = Array.ConvertAll(protocol.CommonAxis.Energies(), energy => energy + protocol.EdgeEnergy);
        var agreement = new SpectrumComparison(
            measured,
            energies,
            protocol.EdgeEnergy,
            new ComparisonOptions
            {
                LeastShift = -Reach,
                GreatestShift = Reach,
                LeastAmplitude = LeastAmplitude,
                GreatestAmplitude = GreatestAmplitude,
            }).Fit(spectrum);
        if (Math.Abs(agreement.Shift) > Reach - 0.5 || agreement.Amplitude < LeastAmplitude * 1.01 || agreement.Amplitude > GreatestAmplitude * 0.99)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{measured.Measured.Place}: does not agree with FDMNES's spectrum of {crystal.Source} at any shift within {Reach} eV; name the standard's own crystal with --structure"));
        }

        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"measured {Name(measured.Measured.Place)} against FDMNES's spectrum of the crystal {Name(crystal.Source)} (radius {protocol.Radius} Å): mean square error {agreement.MeanSquareError:0.0e-0} in squared edge steps");
        return new StandardCalibration(Significant(rough / agreement.Amplitude), Math.Round(agreement.Shift, 1), words);
    }

    private static double MeanFarAboveEdge(FdmnesResult result)
    {
        var absorbers = result.Spectra.Sum(site => site.Absorbers);
        return result.Spectra.Sum(site => site.Absorbers * site.Spectrum.FermiEnergies
            .Zip(site.Spectrum.Absorption)
            .Where(point => point.First >= FarAboveEdge)
            .Average(point => point.Second)) / absorbers;
    }

    private static string Name(string path) => new([.. Path.GetFileName(path).Where(letter => letter is not ('"' or '\\') && !char.IsControl(letter))]);

    /// <summary>Three digits.</summary>
    private static double Significant(double value) => double.Parse(value.ToString("0.00e0", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
