using System.Text;
using System.Text.RegularExpressions;

namespace Xanes.Cli.Output;

/// <summary>A field of an XDI header as lines that every reader takes.</summary>
internal static partial class XdiField
{
    /// <summary>
    /// The bytes of a value in one line. The format asks for lines of at most 2048 characters, as readers may have no room for more.
    /// </summary>
    public const int LongestValue = 1000;

    /// <summary>Whether readers take a text for the name of a field: a family, a dot and a key of ASCII letters, digits and underscores.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>The lines of a field: none for an empty value; a long one goes on in fields with _2, _3, ... behind their names.</summary>
    public static IEnumerable<string> Lines(string name, string value) =>
        Pieces(value.ReplaceLineEndings(" ")).Select((piece, index) => $"# {name}{(index == 0 ? "" : $"_{index + 1}")}: {piece}");

    /// <summary>Cuts a text between its words, and words that are too long themselves between characters.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        var bytes = 0;
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(Parts))
        {
            var length = Encoding.UTF8.GetByteCount(word);
            if (bytes > 0 && bytes + 1 + length > LongestValue)
            {
                yield return piece.ToString();
                piece.Clear();
                bytes = 0;
            }

            if (bytes > 0)
            {
                piece.Append(' ');
                bytes++;
            }

            piece.Append(word);
            bytes += length;
        }

        if (bytes > 0)
        {
            yield return piece.ToString();
        }
    }

    private static IEnumerable<string> Parts(string word)
    {
        var part = new StringBuilder();
        var bytes = 0;
        foreach (var character in word.EnumerateRunes())
        {
            if (bytes + character.Utf8SequenceLength > LongestValue)
            {
                yield return part.ToString();
                part.Clear();
                bytes = 0;
            }

            part.Append(character.ToString());
            bytes += character.Utf8SequenceLength;
        }

        yield return part.ToString();
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]+[.][A-Za-z0-9_]+$")]
    private static partial Regex Name();
}
