namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>Draws structures for a data set. The same recipe gives the same structures, on every machine.</summary>
public interface IStructureSampler
{
    /// <summary>
    /// The structures one after another, null for a draw in which the atoms found no room; endless unless the kind has an end of
    /// its own.
    /// </summary>
    IEnumerable<SampledStructure?> Sample();
}
