namespace Xanes.Plugin.Structures;

/// <summary>A line of a <see cref="LineSource"/>, without its end.</summary>
/// <param name="Start">Its place in the text, in characters.</param>
/// <param name="Length">Its length in characters.</param>
internal readonly record struct TextLine(long Start, int Length);
