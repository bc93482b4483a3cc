namespace Xanes.Explorer;

/// <summary>Which spectrum of the measured file the page wants.</summary>
/// <param name="Record">Its index.</param>
internal sealed record WantedRecord(int Record);
