namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>A job in this worker's hands.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Folder">Its folder while it runs.</param>
/// <param name="Attempt">The folder within that this attempt alone writes to.</param>
public sealed record TakenJob(string Id, string Folder, string Attempt);
