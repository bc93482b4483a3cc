namespace Xanes.Cli.Output;

/// <summary>A file to be written.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Extension">Its kind, as <c>.csv</c>, in lower case.</param>
internal sealed record OutputTarget(string Path, string Extension);
