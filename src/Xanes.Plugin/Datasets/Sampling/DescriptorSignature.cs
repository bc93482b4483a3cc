using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>Tells surroundings apart by their histograms of distances up to 5 Å: equal ones have equal spectra to a model.</summary>
public sealed class DescriptorSignature
{
    private readonly IDescriptor _descriptor;

    /// <summary>Takes the elements that the structures may have.</summary>
    public DescriptorSignature(IEnumerable<int> elements)
    {
        var symbols = string.Join(", ", elements.Distinct().Order().Select(ChemicalElement.Symbol));
        _descriptor = Featurisers.CreateDescriptor(DescriptorSpec.Parse($"kind: {PairRdfSpec.Kind}\nelements: [{symbols}]\nr_max: 5.0\n"));
    }

    /// <summary>The signature of an absorber's surroundings.</summary>
    /// <exception cref="InvalidInputException">Atoms that overlap, or of another element.</exception>
    public string Of(AtomicStructure structure, int absorber)
    {
        var values = new float[_descriptor.Length];
        _descriptor.Describe(structure.View, absorber, values);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())));
    }
}
