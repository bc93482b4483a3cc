using System.Text;
using System.Text.RegularExpressions;

namespace Xanes.Fuzz;

/// <summary>Damages files: bytes as a disk or an editor might, and in text the numbers, words and brackets that readers stumble over.</summary>
internal sealed partial class Mutator(Random random, bool isText)
{
    private const int LongestFile = 1 << 20;

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "2", "0.5", "1e-300", "1e-9", "1e9", "1e308", "-1e308", "1e999", "NaN", ".nan", "Infinity", "-Infinity", ".inf", "2147483647",
        "2147483648", "-2147483649", "9223372036854775808", "4294967343", "100000", "0x10", "1_000", "007", "1.0D+02", "1/2", "", "~", "null", "true",
    ];

    private static readonly string[] Pieces =
    [
        "\n", "\r\n", "\t", " ", ":", ": ", "- ", "? ", "|", ">", "*a", "&a ", "!!binary ", "---\n", "...\n", "#", "\"", "'", "[", "]", "{", "}", ",", "=", ";",
        "%", "@", "_", "loop_", "data_x\n", "Lattice=", "Properties=", "pbc=", "absorber=", "Direct\n", "Ag", "Uuo", "é", "\u2028", "\uFEFF", "\0", "\\", "/", "..",
    ];

    /// <summary>A damaged copy of a file, which may hold parts of another.</summary>
    public byte[] Mutate(byte[] content, byte[] other)
    {
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            content = isText && random.Next(3) > 0 ? MutateText(content) : MutateBytes(content, other);
        }

        return content.Length > LongestFile ? content[..LongestFile] : content;
    }

    private byte[] MutateBytes(byte[] content, byte[] other)
    {
        var at = random.Next(content.Length + 1);
        var end = Math.Min(content.Length, at + (random.Next(4) == 0 ? random.Next(2000) : random.Next(1, 12)));
        switch (random.Next(7))
        {
            case 0 when at < content.Length:
                var flipped = content.ToArray();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return content[..at];
            case 2:
                return [.. content[..at], .. content[end..]];
            case 3:
                return [.. content[..end], .. content[at..]];
            case 4:
                var noise = new byte[random.Next(1, 9)];
                random.NextBytes(noise);
                return [.. content[..at], .. noise, .. content[end..]];
            case 5 when other.Length > 0:
                var from = random.Next(other.Length);
                return [.. content[..at], .. other[from..Math.Min(other.Length, from + random.Next(1, 400))], .. content[end..]];
            default:
                return [.. content[..at], .. Enumerable.Repeat((byte)random.Next(256), random.Next(1, 40)), .. content[end..]];
        }
    }

    private byte[] MutateText(byte[] content)
    {
        var text = Encoding.UTF8.GetString(content);
        var changed = random.Next(5) switch
        {
            0 or 1 => ReplaceMatch(text, NumberPattern(), () => Numbers[random.Next(Numbers.Length)]),
            2 => ReplaceMatch(text, WordPattern(), () => Pieces[random.Next(Pieces.Length)]),
            3 => SwapLines(text),
            _ => Insert(text),
        };
        return Encoding.UTF8.GetBytes(changed);
    }

    private string ReplaceMatch(string text, Regex pattern, Func<string> replacement)
    {
        var start = random.Next(text.Length + 1);
        var match = pattern.Match(text, start);
        match = match.Success ? match : pattern.Match(text);
        return match.Success ? string.Concat(text.AsSpan(0, match.Index), replacement(), text.AsSpan(match.Index + match.Length)) : text;
    }

    private string SwapLines(string text)
    {
        var lines = text.Split('\n');
        var (first, second) = (random.Next(lines.Length), random.Next(lines.Length));
        if (random.Next(2) == 0)
        {
            (lines[first], lines[second]) = (lines[second], lines[first]);
        }
        else
        {
            lines[first] = lines[second];
        }

        return string.Join('\n', lines);
    }

    private string Insert(string text)
    {
        var piece = Pieces[random.Next(Pieces.Length)];
        var times = random.Next(8) == 0 ? random.Next(1, 20_000) : 1;
        return text.Insert(random.Next(text.Length + 1), string.Concat(Enumerable.Repeat(piece, times)));
    }

    [GeneratedRegex(@"-?\d+(\.\d*)?(e[+-]?\d+)?")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"[\p{L}_]+")]
    private static partial Regex WordPattern();
}
