using Xanes.Interop;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Domain;

namespace Xanes.Plugin.Models;

/// <summary>What <c>model.yaml</c> says of a model: what it takes and gives, what it was made from and how good it is.</summary>
public sealed record ModelCard
{
    /// <summary>The card's file name.</summary>
    public const string FileName = "model.yaml";

    /// <summary>The model's file name.</summary>
    public const string OnnxFileName = "model.onnx";

    /// <summary>What a host needs to know.</summary>
    public required ModelInfo Info { get; init; }

    /// <summary>The core level's energy in eV that puts all spectra on one axis (fdmnes, "Common axis").</summary>
    public required double EpsiiReference { get; init; }

    /// <summary>The narrow spectra that the ONNX file gives; null where it gives finished ones.</summary>
    public NarrowAxis? Narrow { get; init; }

    /// <summary>How the standard deviation comes about; null for none.</summary>
    public UncertaintyFacts? Uncertainty { get; init; }

    /// <summary>The family of learners that the model is of.</summary>
    public required string Family { get; init; }

    /// <summary>What the learner was fitted to, in words.</summary>
    public required string FittedTo { get; init; }

    /// <summary>The seed of the training.</summary>
    public required int Seed { get; init; }

    /// <summary>How the data sets were split, in words.</summary>
    public required string Split { get; init; }

    /// <summary>The data sets.</summary>
    public required IReadOnlyList<TrainingSource> Sources { get; init; }

    /// <summary>The versions of the programs that made the model.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Versions { get; init; }

    /// <summary>The SHA-256 of the model's file in hexadecimal.</summary>
    public required string OnnxSha256 { get; init; }

    /// <summary>The SHA-256 of the weights that its training can go on from; null where it cannot.</summary>
    public string? WeightsSha256 { get; init; }

    /// <summary>The largest difference between the learner's own predictions of the test parts and the ONNX model's.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>The errors of every family that was tried.</summary>
    public required IReadOnlyList<FamilyMetrics> Metrics { get; init; }

    /// <summary>The chosen family's errors on each set's test part at the narrow width; none where there is no such.</summary>
    public IReadOnlyList<SetMetrics> NarrowMetrics { get; init; } = [];

    /// <summary>The families that could not be trained.</summary>
    public IReadOnlyList<FamilyFailure> Failures { get; init; } = [];

    /// <summary>How the domain divides the test parts, set by set and <c>all</c>.</summary>
    public required IReadOnlyList<DomainMetrics> DomainMetrics { get; init; }

    /// <summary>What the model has seen.</summary>
    public required DomainOfTraining Domain { get; init; }

    /// <summary>The test errors of the family that the model is of.</summary>
    public IReadOnlyList<SetMetrics> TestMetrics => Metrics.First(metrics => metrics.Family == Family).Test;
}
