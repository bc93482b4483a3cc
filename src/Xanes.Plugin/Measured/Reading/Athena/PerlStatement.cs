namespace Xanes.Plugin.Measured.Reading.Athena;

/// <summary>An assignment in a Perl project file, or the mark that ends a record.</summary>
/// <param name="Name">The variable's name without its sigil; <see cref="RecordEnd"/> for the mark.</param>
/// <param name="Value">A text, a list of values, or null for undef.</param>
/// <param name="Line">The 1-based line that it begins on.</param>
internal readonly record struct PerlStatement(string Name, object? Value, int Line)
{
    /// <summary>The name of the mark that ends a record.</summary>
    public const string RecordEnd = "[record]";
}
