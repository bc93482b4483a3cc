namespace Xanes.Plugin.Structures;

/// <summary>A word of a CIF.</summary>
/// <param name="Text">The word, without quotes.</param>
/// <param name="IsQuoted">Whether it stood in quotes or in a text field, which makes it a value whatever it says.</param>
/// <param name="Line">The 1-based line it begins on.</param>
internal readonly record struct CifToken(string Text, bool IsQuoted, int Line)
{
    /// <summary>Whether it names a data item.</summary>
    public bool IsTag => !IsQuoted && Text.StartsWith('_');

    /// <summary>Whether it opens a loop.</summary>
    public bool IsLoop => IsWord("loop_");

    /// <summary>Whether it is a value.</summary>
    public bool IsValue => !IsTag && !IsLoop && !IsFrame;

    /// <summary>Whether it says that the value is unknown or does not apply.</summary>
    public bool IsBlank => !IsQuoted && Text is "?" or ".";

    /// <summary>Whether it opens or closes a block or a save frame.</summary>
    public bool IsFrame =>
        !IsQuoted
        && (Text.StartsWith("data_", StringComparison.OrdinalIgnoreCase)
            || Text.StartsWith("save_", StringComparison.OrdinalIgnoreCase)
            || IsWord("global_")
            || IsWord("stop_"));

    private bool IsWord(string word) => !IsQuoted && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
