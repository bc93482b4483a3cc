namespace Xanes.Plugin.Training;

/// <summary>How far a training is.</summary>
/// <param name="Step">The number of steps done.</param>
/// <param name="Steps">The number of all steps; 0 where it is not known yet.</param>
/// <param name="Text">What was done or found last.</param>
public readonly record struct TrainingProgress(int Step, int Steps, string Text);
