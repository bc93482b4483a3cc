using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;
using Xanes.Plugin.Comparison;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h that compare predicted spectra with a measured one.</summary>
internal static unsafe class ComparisonExports
{
    private const string Kind = "comparison";

    [UnmanagedCallersOnly(EntryPoint = "xanes_open_comparison")]
    public static Status Open(
        double* energies, double* absorption, long count, double e0, double* photonEnergies, long photonCount, double edgeEnergy, byte* options,
        long* comparison)
    {
        try
        {
            Arguments.CheckGiven(energies, "energies");
            Arguments.CheckGiven(absorption, "absorption");
            Arguments.CheckGiven(photonEnergies, "photon_energies");
            Arguments.CheckGiven(comparison, "comparison");
            var measured = new MeasuredSpectrum("measured", "measured", Numbers(energies, count), Numbers(absorption, count));
            *comparison = HandleTable.Open(
                new SpectrumComparison(
                    NormalisedSpectrum.AlreadyNormalised(measured, e0),
                    Numbers(photonEnergies, photonCount),
                    edgeEnergy,
                    ComparisonOptions.Parse(TextArguments.Read(options))),
                () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_compare")]
    public static Status Compare(
        long comparison, long spectrumCount, float* intensities, float* sigma, long valueCount, int threads, double* agreements)
    {
        try
        {
            Arguments.CheckGiven(agreements, "agreements");
            using var lease = HandleTable.Use<SpectrumComparison>(comparison, Kind);
            var points = lease.Target.Points;
            if (spectrumCount is < 0 or > int.MaxValue)
            {
                throw new MisuseException($"{spectrumCount} spectra are too many for one call; call again for the rest");
            }

            Arguments.CheckLength(intensities, "intensities", valueCount, spectrumCount * points);
            MeasuredHost.Compare(lease.Target, (int)spectrumCount, points, (long)intensities, (long)sigma, threads, (long)agreements);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    private static double[] Numbers(double* values, long count) =>
        count is >= 0 and <= MeasuredSpectrum.MostPoints
            ? new ReadOnlySpan<double>(values, (int)count).ToArray()
            : throw new InvalidInputException($"{count} points; a spectrum has at most {MeasuredSpectrum.MostPoints}");
}
