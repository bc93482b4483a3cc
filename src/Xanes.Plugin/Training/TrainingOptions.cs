using Xanes.Interop;
using Xanes.Plugin.Datasets;

namespace Xanes.Plugin.Training;

/// <summary>What to train, from what, and where the model goes.</summary>
public sealed record TrainingOptions
{
    /// <summary>The families of learners that are tried where none is named.</summary>
    public static IReadOnlyList<string> DefaultFamilies { get; } = ["ridge", "extra-trees", "fast-scattering-network"];

    /// <summary>The folders of the data sets, at least one.</summary>
    public required IReadOnlyList<string> DataSets { get; init; }

    /// <summary>The model's folder; its name is the model's.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Whether a model that is in <see cref="OutputFolder"/> already is replaced; without, it is refused.</summary>
    public bool Replace { get; init; }

    /// <summary>The families of learners to try; the one that errs least on the validation parts is taken.</summary>
    public IReadOnlyList<string> Families { get; init; } = DefaultFamilies;

    /// <summary>What decides the part of a spectrum.</summary>
    public SplitKey SplitBy { get; init; }

    /// <summary>Whether figures and tables are made beside the model.</summary>
    public bool Report { get; init; } = true;

    /// <summary>Folders of data sets that no learner sees, for the report's figure of structures outside.</summary>
    public IReadOnlyList<string> Outside { get; init; } = [];

    /// <summary>
    /// What all learners take; null gives each family its own, <see cref="TrainingDescriptor.Default"/> or
    /// <see cref="TrainingDescriptor.Neighbours"/>.
    /// </summary>
    public DescriptorSpec? Descriptor { get; init; }

    /// <summary>How far the networks on neighbours see, in Å, where <see cref="Descriptor"/> does not say it.</summary>
    public double Cutoff { get; init; } = TrainingDescriptor.DefaultCutoff;

    /// <summary>The folder of a model whose training goes on; null to begin with random weights.</summary>
    public string? StartFrom { get; init; }

    /// <summary>How often an epoch takes the spectra of data sets, by their names; those that are not named, once.</summary>
    public IReadOnlyDictionary<string, int> Repeats { get; init; } = new Dictionary<string, int>();

    /// <summary>The seed of all that is random.</summary>
    public int Seed { get; init; }

    /// <summary>The Python interpreter; null looks for one (<see cref="PythonInterpreter.Find"/>).</summary>
    public string? Python { get; init; }
}
