namespace Xanes.Plugin.Datasets.Slurm;

/// <summary>A task of an array job that Slurm still knows.</summary>
/// <param name="Id">Array job and task, as <c>17_3</c>.</param>
/// <param name="State">Slurm's word, as PENDING or RUNNING.</param>
/// <param name="Reason">Why it waits, or where it runs.</param>
public sealed record SlurmTask(string Id, string State, string Reason);
