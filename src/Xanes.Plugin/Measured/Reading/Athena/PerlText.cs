using System.Text;
using Xanes.Interop;

namespace Xanes.Plugin.Measured.Reading.Athena;

/// <summary>Reads assignments of literals as Perl's Data::Dumper writes them; nothing is run.</summary>
internal sealed class PerlText(string text)
{
    private const int DeepestNesting = 32;

    private int _position;
    private int _line = 1;

    /// <summary>The statements in their order; what is no assignment of a literal is passed over to the next line.</summary>
    /// <exception cref="InvalidInputException">A literal does not end.</exception>
    public IEnumerable<PerlStatement> Statements()
    {
        while (SkipBlanks())
        {
            var line = _line;
            if (text.AsSpan(_position).StartsWith(PerlStatement.RecordEnd))
            {
                SkipLine();
                yield return new PerlStatement(PerlStatement.RecordEnd, null, line);
            }
            else if (text[_position] is '$' or '@' or '%' && Assigned() is { } name)
            {
                var value = Value(0);
                SkipLine();
                yield return new PerlStatement(name, value, line);
            }
            else
            {
                SkipLine();
            }
        }
    }

    /// <summary>The name on the left of an assignment, passed over with the sign; null where there is none.</summary>
    private string? Assigned()
    {
        var start = ++_position;
        SkipWord();
        var name = text[start.._position];
        return SkipBlanks() && text[_position] == '=' && Pass() && SkipBlanks() ? name : null;
    }

    private bool Pass()
    {
        if (text[_position] == '\n')
        {
            _line++;
        }

        _position++;
        return true;
    }

    private object? Value(int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new InvalidInputException($"line {_line}: lists are nested too deeply; the file is damaged");
        }

        if (!SkipBlanks())
        {
            throw Unended();
        }

        switch (text[_position])
        {
            case '\'' or '"':
                return Quoted();
            case '(':
                return List(')', depth);
            case '[':
                return List(']', depth);
            case '{':
                return List('}', depth);
            default:
                var start = _position;
                SkipWord();
                if (_position == start)
                {
                    throw new InvalidInputException($"line {_line}: '{text[_position]}' is no value; the file is damaged");
                }

                var word = text[start.._position];
                return word == "bless" && SkipBlanks() && text[_position] == '(' ? List(')', depth) : word == "undef" ? null : word;
        }
    }

    private List<object?> List(char end, int depth)
    {
        Pass();
        var values = new List<object?>();
        while (SkipBlanks())
        {
            if (text[_position] == end)
            {
                Pass();
                return values;
            }

            if (text[_position] == ',' || (text[_position] == '=' && _position + 1 < text.Length && text[_position + 1] == '>'))
            {
                _position += text[_position] == ',' ? 1 : 2;
                continue;
            }

            values.Add(Value(depth + 1));
        }

        throw Unended();
    }

    private string Quoted()
    {
        var quote = text[_position++];
        var start = _position;
        var end = text.AsSpan(start).IndexOfAny(quote, '\\');
        if (end >= 0 && text[start + end] == quote)
        {
            _position = start + end + 1;
            var plain = text[start..(start + end)];
            _line += plain.AsSpan().Count('\n');
            return plain;
        }

        var value = new StringBuilder();
        while (_position < text.Length && text[_position] != quote)
        {
            if (text[_position] == '\\' && _position + 1 < text.Length)
            {
                Escaped(value, quote == '"');
            }
            else
            {
                value.Append(text[_position]);
                Pass();
            }
        }

        if (_position >= text.Length)
        {
            throw Unended();
        }

        _position++;
        return value.ToString();
    }

    private void Escaped(StringBuilder value, bool isDouble)
    {
        var letter = text[_position + 1];
        _position += 2;
        if (!isDouble)
        {
            value.Append(letter is '\'' or '\\' ? letter : $"\\{letter}");
        }
        else if (letter == 'x' && _position < text.Length && text[_position] == '{' && text.IndexOf('}', _position) is var close && close - _position is > 1 and < 8
            && int.TryParse(text.AsSpan(_position + 1, close - _position - 1), System.Globalization.NumberStyles.HexNumber, null, out var code)
            && Rune.IsValid(code))
        {
            value.Append(new Rune(code).ToString());
            _position = close + 1;
        }
        else
        {
            value.Append(letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => letter });
        }
    }

    /// <summary>Passes over blanks and comments; false at the end of the text.</summary>
    private bool SkipBlanks()
    {
        while (_position < text.Length)
        {
            if (text[_position] == '#')
            {
                SkipLine();
            }
            else if (char.IsWhiteSpace(text[_position]))
            {
                Pass();
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private void SkipWord()
    {
        while (_position < text.Length && (char.IsLetterOrDigit(text[_position]) || text[_position] is '_' or '.' or '+' or '-' or ':'))
        {
            _position++;
        }
    }

    private void SkipLine()
    {
        var end = text.IndexOf('\n', _position);
        _position = end < 0 ? text.Length : end + 1;
        _line++;
    }

    private InvalidInputException Unended() => new($"line {_line}: the file ends within a list or a text; it is cut off, fetch it again");
}
