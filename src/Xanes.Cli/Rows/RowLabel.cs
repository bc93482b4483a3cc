using System.Globalization;
using Xanes.Plugin;

namespace Xanes.Cli.Rows;

/// <summary>Where a row came from.</summary>
/// <param name="Source">The file.</param>
/// <param name="Frame">The 0-based frame in the file; of a mean over frames the first.</param>
/// <param name="Absorbers">The 0-based absorber; several where the row is their mean, of a mean over frames those of the first.</param>
internal sealed record RowLabel(string Source, int Frame, IReadOnlyList<int> Absorbers)
{
    /// <summary>How many frames it is the mean of; null where it is of one.</summary>
    public int? Frames { get; init; }

    /// <summary>The file's name without folder and ending.</summary>
    public string Stem => Path.GetFileNameWithoutExtension(Source);

    /// <summary>The absorber as a text: its index, or <c>mean</c>.</summary>
    public string AbsorberText => Absorbers is [var absorber] ? absorber.ToString(CultureInfo.InvariantCulture) : "mean";

    /// <summary>A name without blanks, for the head of a column.</summary>
    public string ColumnName => $"{Stem}_{FrameText("")}{(Frames is null ? $"_{AtomText("")}" : "")}".Replace(' ', '_');

    /// <summary>A name for people.</summary>
    public string Title => $"{Stem}, {FrameText(" ")}{(Frames is null ? $", {AtomText(" ")}" : "")}";

    private string FrameText(string separator) => Frames is { } frames ? $"mean of {Counted.Of(frames, "frame")}" : $"frame{separator}{Frame}";

    private string AtomText(string separator) => Absorbers is [var absorber] ? $"atom{separator}{absorber}" : "mean";
}
