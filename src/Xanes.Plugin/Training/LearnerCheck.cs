namespace Xanes.Plugin.Training;

/// <summary>What the plugin found when it ran an exported learner on the test parts.</summary>
/// <param name="Family">The family's name.</param>
/// <param name="Bytes">The size of its ONNX file.</param>
/// <param name="Difference">The largest difference from the learner's own predictions.</param>
/// <param name="Microseconds">The median time from one structure to its spectrum, one thread.</param>
/// <param name="MicrosecondsBatched">The time for each structure in batches, all cores.</param>
/// <param name="Fault">Why it cannot be used; null where it can.</param>
internal sealed record LearnerCheck(
    string Family, long Bytes, double Difference, double Microseconds, double MicrosecondsBatched, string? Fault);
