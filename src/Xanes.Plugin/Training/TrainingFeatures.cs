using Xanes.Interop;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Domain;

namespace Xanes.Plugin.Training;

/// <summary>What one descriptor makes of a table's structures.</summary>
/// <param name="Spec">The descriptor.</param>
/// <param name="Featuriser">Its featuriser.</param>
/// <param name="Table">The features, a row each structure.</param>
/// <param name="Domain">What the clusters of the training and validation parts reach.</param>
internal sealed record TrainingFeatures(
    DescriptorSpec Spec, IFeaturiser Featuriser, FeatureTable Table, DomainOfTraining Domain)
{
    /// <summary>Whether a learner that takes these features can be fed.</summary>
    public bool Feeds(IEnumerable<string> inputs) => inputs.All(input => input == Table.Name);
}
