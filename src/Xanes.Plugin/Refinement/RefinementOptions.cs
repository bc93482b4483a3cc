using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Refinement;

/// <summary>How a model is refined where a fit needs it.</summary>
public sealed record RefinementOptions
{
    /// <summary>The most structures that FDMNES computes in one refinement.</summary>
    public const int MostStructures = 1000;

    /// <summary>The number of structures of the posterior that FDMNES computes.</summary>
    public required int Structures { get; init; }

    /// <summary>Runs FDMNES.</summary>
    public required FdmnesRunner Runner { get; init; }

    /// <summary>Takes the new data sets and the refined model.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder that holds the model's data sets by their names; null: they are where its card says.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The Python interpreter that trains; null looks for one.</summary>
    public string? Python { get; init; }

    /// <summary>How many calculations run at once.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;
}
