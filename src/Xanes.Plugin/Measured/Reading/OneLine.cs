namespace Xanes.Plugin.Measured.Reading;

/// <summary>Texts of files as parts of messages and names.</summary>
internal static class OneLine
{
    private const int Longest = 200;

    /// <summary>The text with blanks in place of line ends and other control characters, cut after 200 characters.</summary>
    public static string Of(string text)
    {
        var shown = text.Length > Longest ? $"{text[..Longest]}..." : text;
        return shown.Any(char.IsControl) ? string.Concat(shown.Select(character => char.IsControl(character) ? ' ' : character)) : shown;
    }
}
