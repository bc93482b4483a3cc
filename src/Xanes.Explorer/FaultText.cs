namespace Xanes.Explorer;

/// <summary>A fault, as the page reads it.</summary>
/// <param name="Error">One line.</param>
internal sealed record FaultText(string Error);
