namespace Xanes.Interop;

/// <summary>A descriptor that changes smoothly with the positions, for structures to come as near to as they can.</summary>
/// <param name="Vector">Its values, [features].</param>
/// <param name="Spec">What they were made with: kind <c>pair-rdf</c>, sigma above 0.</param>
public sealed record DescriptorTarget(ReadOnlyMemory<float> Vector, DescriptorSpec Spec);
