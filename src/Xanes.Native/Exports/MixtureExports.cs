using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;
using Xanes.Plugin.Mixtures;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h that take measured spectra apart into others.</summary>
internal static unsafe class MixtureExports
{
    [UnmanagedCallersOnly(EntryPoint = "xanes_mixture")]
    public static Status FitMixture(
        long spectrumCount, long* pointCounts, byte* names, double* photonEnergies, double* absorption, byte* options, long* mixtures)
    {
        try
        {
            Arguments.CheckGiven(mixtures, "mixtures");
            var spectra = Spectra(spectrumCount, pointCounts, names, photonEnergies, absorption);
            using var watch = CancelFlag.Watch();
            var result = MixtureFit.Run(spectra[0], spectra[1..], MixtureOptions.Parse(TextArguments.Read(options)), watch.Token);
            *mixtures = HandleTable.Open(result, () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_components")]
    public static Status Decompose(
        long spectrumCount, long* pointCounts, byte* names, double* photonEnergies, double* absorption, byte* options, long* components)
    {
        try
        {
            Arguments.CheckGiven(components, "components");
            var window = MixtureHost.WindowOf(TextArguments.Read(options));
            var result = SeriesAnalysis.Run(Spectra(spectrumCount, pointCounts, names, photonEnergies, absorption), window?.First, window?.Last);
            *components = HandleTable.Open(result, () => { });
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    private static NamedSpectrum[] Spectra(long count, long* pointCounts, byte* names, double* photonEnergies, double* absorption)
    {
        Arguments.CheckGiven(pointCounts, "point_counts");
        Arguments.CheckGiven(names, "names");
        Arguments.CheckGiven(photonEnergies, "photon_energies");
        Arguments.CheckGiven(absorption, "absorption");
        return MixtureHost.Spectra(TextArguments.Read(names)!, count, (long)pointCounts, (long)photonEnergies, (long)absorption);
    }
}
