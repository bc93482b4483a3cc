using Xanes.Plugin.Datasets.Sampling;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>A calculation of a data set, known by the hash of its input.</summary>
/// <param name="Input">FDMNES's input.</param>
/// <param name="Structure">The cluster, absorber first.</param>
public sealed record PlannedJob(FdmnesInput Input, SampledStructure Structure)
{
    /// <summary>The job's name.</summary>
    public string Id => Input.Hash;
}
