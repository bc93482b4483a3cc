namespace Xanes.Cli.Progress;

/// <summary>How far a piece of work has come.</summary>
/// <param name="Rows">The rows done.</param>
/// <param name="Fraction">The part of the whole, 0 to 1; null where the whole is unknown.</param>
/// <param name="Text">The line that says it; null for the usual one.</param>
internal readonly record struct ProgressReport(long Rows, double? Fraction, string? Text = null);
