using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>Takes the lines of a CIF data block apart into words, quoted values and text fields.</summary>
internal static class CifTokens
{
    /// <summary>The words of some lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="firstLine">The 1-based number of the first of them in the file.</param>
    /// <param name="place">Told of the line being read.</param>
    /// <exception cref="InvalidInputException">A quote or a text field does not end.</exception>
    public static List<CifToken> Of(IReadOnlyList<string> lines, int firstLine, FramePlace place)
    {
        var tokens = new List<CifToken>();
        for (var i = 0; i < lines.Count; i++)
        {
            place.Line = firstLine + i;
            if (lines[i].StartsWith(';'))
            {
                var start = i;
                i = EndOfTextField(lines, start);
                var text = lines[start][1..] + string.Concat(lines.Skip(start + 1).Take(i - start - 1).Select(line => "\n" + line));
                tokens.Add(new CifToken(text.Trim(), true, firstLine + start));
                AddWords(lines[i][1..], firstLine + i, tokens);
            }
            else
            {
                AddWords(lines[i], firstLine + i, tokens);
            }
        }

        return tokens;
    }

    private static int EndOfTextField(IReadOnlyList<string> lines, int start)
    {
        for (var i = start + 1; i < lines.Count; i++)
        {
            if (lines[i].StartsWith(';'))
            {
                return i;
            }
        }

        throw new InvalidInputException("a text field opens with ';' and does not end; the file is truncated, or a line with ';' is missing");
    }

    private static void AddWords(string line, int lineNumber, List<CifToken> tokens)
    {
        var at = 0;
        while (at < line.Length)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
            }
            else if (line[at] == '#')
            {
                return;
            }
            else if (line[at] is '\'' or '"')
            {
                var end = EndOfQuote(line, at);
                tokens.Add(new CifToken(line[(at + 1)..end], true, lineNumber));
                at = end + 1;
            }
            else
            {
                var start = at;
                while (at < line.Length && !char.IsWhiteSpace(line[at]))
                {
                    at++;
                }

                tokens.Add(new CifToken(line[start..at], false, lineNumber));
            }
        }
    }

    /// <summary>A quote ends where a blank or the line's end follows it; others belong to the value.</summary>
    private static int EndOfQuote(string line, int start)
    {
        for (var i = start + 1; i < line.Length; i++)
        {
            if (line[i] == line[start] && (i + 1 == line.Length || char.IsWhiteSpace(line[i + 1])))
            {
                return i;
            }
        }

        throw new InvalidInputException($"a quote {line[start]} does not end on its line; close it");
    }
}
