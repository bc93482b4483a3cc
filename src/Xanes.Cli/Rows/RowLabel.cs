using System.Globalization;

namespace Xanes.Cli.Rows;

/// <summary>Where a row came from.</summary>
/// <param name="Source">The file.</param>
/// <param name="Frame">The 0-based frame in the file.</param>
/// <param name="Absorbers">The 0-based absorber; several where the row is their mean.</param>
internal sealed record RowLabel(string Source, int Frame, IReadOnlyList<int> Absorbers)
{
    /// <summary>The absorber as a text: its index, or <c>mean</c>.</summary>
    public string AbsorberText => Absorbers is [var absorber] ? absorber.ToString(CultureInfo.InvariantCulture) : "mean";

    /// <summary>A name without blanks, for the head of a column.</summary>
    public string ColumnName => $"{Path.GetFileNameWithoutExtension(Source).Replace(' ', '_')}_frame{Frame}_{AtomText("")}";

    /// <summary>A name for people.</summary>
    public string Title => $"{Path.GetFileNameWithoutExtension(Source)}, frame {Frame}, {AtomText(" ")}";

    private string AtomText(string separator) => Absorbers is [var absorber] ? $"atom{separator}{absorber}" : "mean";
}
