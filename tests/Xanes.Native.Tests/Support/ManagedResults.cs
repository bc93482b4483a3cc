using System.Runtime.InteropServices;
using Xanes.Interop;
using Xanes.Plugin;

namespace Xanes.Native.Tests.Support;

/// <summary>What the programs compute, computed by C# in this process, in the order in which they write it.</summary>
internal static class ManagedResults
{
    public static byte[] Compute(string manifest, string vectorModel, IReadOnlyList<AbsorberSite> sites)
    {
        using var plugin = new XanesPlugin(PluginManifest.Read(manifest));
        var model = plugin.OpenModel();
        var vector = plugin.OpenModel(vectorModel);
        var results = new MemoryStream();
        Describe(plugin.OpenDescriptor(), sites, results);
        Describe(plugin.OpenDescriptor(vector.Info.Descriptor), sites, results);
        Predict(model, sites, results);
        Predict(vector, sites, results);
        return results.ToArray();
    }

    private static void Describe(IDescriptor descriptor, IReadOnlyList<AbsorberSite> sites, MemoryStream results)
    {
        var vectors = new float[sites.Count * descriptor.Length];
        var tallies = new DescriptorTally[sites.Count];
        for (var site = 0; site < sites.Count; site++)
        {
            tallies[site] = descriptor.Describe(
                sites[site].Structure.View, sites[site].Absorber, vectors.AsSpan(site * descriptor.Length, descriptor.Length));
        }

        results.Write(MemoryMarshal.AsBytes<float>(vectors));
        results.Write(MemoryMarshal.AsBytes<float>(vectors));
        results.Write(MemoryMarshal.AsBytes<DescriptorTally>(tallies));
    }

    private static void Predict(ISpectrumModel model, IReadOnlyList<AbsorberSite> sites, MemoryStream results)
    {
        foreach (var (structure, absorber) in sites)
        {
            results.Write(MemoryMarshal.AsBytes(model.Predict(structure.View, absorber).Intensities.Span));
        }

        var spectra = model.PredictMany(sites);
        foreach (var spectrum in spectra)
        {
            results.Write(MemoryMarshal.AsBytes(spectrum.Intensities.Span));
        }

        results.Write(MemoryMarshal.AsBytes<int>(spectra.Select(spectrum => spectrum.Domain.IsInside ? 1 : 0).ToArray()));
        results.Write(MemoryMarshal.AsBytes<double>(spectra.Select(spectrum => spectrum.Domain.Distance).ToArray()));
        results.Write(MemoryMarshal.AsBytes(model.Info.Energies.Span));
    }
}
