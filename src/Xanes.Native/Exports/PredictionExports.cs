using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Native.Handles;

namespace Xanes.Native.Exports;

/// <summary>The functions of xanes.h that predict spectra.</summary>
internal static unsafe class PredictionExports
{
    [UnmanagedCallersOnly(EntryPoint = "xanes_predict")]
    public static Status Predict(
        long model, long atoms, int* atomicNumbers, double* positions, double* cell, byte* periodic, long absorber,
        float* intensities, float* sigma, long energyCount, int* inside, double* distance)
    {
        try
        {
            using var lease = HandleTable.Use<ISpectrumModel>(model, ModelExports.Kind);
            Arguments.CheckLength(intensities, "intensities", energyCount, lease.Target.Info.Energies.Length);
            CheckSigma(lease.Target, sigma);
            var structure = Arguments.Structure(atoms, atomicNumbers, positions, cell, periodic);
            using var watch = CancelFlag.Watch();
            var spectrum = lease.Target.Predict(structure, Arguments.Absorber(absorber), watch.Token);
            spectrum.Intensities.Span.CopyTo(new Span<float>(intensities, (int)energyCount));
            if (sigma != null)
            {
                spectrum.Uncertainty.Span.CopyTo(new Span<float>(sigma, (int)energyCount));
            }

            WriteDomain([spectrum.Domain], inside, distance);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_predict_many")]
    public static Status PredictMany(
        long model, SiteArrays* sites, int threads, float* intensities, float* sigma, long valueCount, int* inside,
        double* distances, int* statuses, long* firstFault)
    {
        var faults = new FaultReport(statuses, firstFault);
        try
        {
            using var lease = HandleTable.Use<ISpectrumModel>(model, ModelExports.Kind);
            var list = Arguments.Sites(sites);
            Arguments.CheckLength(intensities, "intensities", valueCount, (long)list.Count * lease.Target.Info.Energies.Length);
            CheckSigma(lease.Target, sigma);
            using var watch = CancelFlag.Watch();
            var domains = inside == null && distances == null ? [] : new DomainVerdict[list.Count];
            var found = lease.Target.PredictMany(
                list,
                new SpectrumArrays(Arguments.Memory(intensities, valueCount), Arguments.Memory(sigma, valueCount), domains),
                faults.Options(threads, watch.Token));
            WriteDomain(domains, inside, distances);
            return faults.Report(list.Count, found);
        }
        catch (Exception fault)
        {
            return faults.Report(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "xanes_explain_domain")]
    public static Status ExplainDomain(
        long model, long atoms, int* atomicNumbers, double* positions, double* cell, byte* periodic, long absorber,
        byte* buffer, long capacity, long* length)
    {
        try
        {
            using var lease = HandleTable.Use<ISpectrumModel>(model, ModelExports.Kind);
            var structure = Arguments.Structure(atoms, atomicNumbers, positions, cell, periodic);
            using var watch = CancelFlag.Watch();
            var spectrum = lease.Target.Predict(structure, Arguments.Absorber(absorber), watch.Token);
            TextArguments.Write(spectrum.Domain.Reason, buffer, capacity, length);
            return Status.Ok;
        }
        catch (Exception fault)
        {
            return LastError.Set(fault);
        }
    }

    private static void CheckSigma(ISpectrumModel model, float* sigma)
    {
        if (sigma != null && !model.HasUncertainty)
        {
            throw new MisuseException($"model {model.Info.Id} gives no standard deviation; pass null for 'sigma'");
        }
    }

    private static void WriteDomain(ReadOnlySpan<DomainVerdict> verdicts, int* inside, double* distances)
    {
        for (var site = 0; site < verdicts.Length; site++)
        {
            if (inside != null)
            {
                inside[site] = verdicts[site].IsInside ? 1 : 0;
            }

            if (distances != null)
            {
                distances[site] = verdicts[site].Distance;
            }
        }
    }
}
