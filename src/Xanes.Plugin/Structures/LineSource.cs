using System.Text;
using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>The lines of a text file, counted, with a look ahead; it refuses binary content as soon as it meets it.</summary>
internal sealed class LineSource(TextReader text, string source)
{
    private const int LongestLine = 1 << 24;

    private readonly char[] _buffer = new char[8192];
    private readonly StringBuilder _line = new();
    private readonly Queue<string> _ahead = new();
    private int _next;
    private int _end;
    private bool _finished;

    /// <summary>The file's name for messages.</summary>
    public string Source { get; } = source;

    /// <summary>The 1-based number of the line read last.</summary>
    public int LineNumber { get; private set; }

    /// <summary>The next line without its end; null after the last.</summary>
    /// <exception cref="InvalidInputException">The content is binary or cannot be read; no line follows.</exception>
    public string? ReadLine()
    {
        var line = _ahead.Count > 0 ? _ahead.Dequeue() : Fetch();
        if (line is not null)
        {
            LineNumber++;
        }

        return line;
    }

    /// <summary>A line further on, which stays to be read: 0 is the next one; null after the last.</summary>
    /// <exception cref="InvalidInputException">As for <see cref="ReadLine"/>.</exception>
    public string? PeekLine(int ahead = 0)
    {
        while (_ahead.Count <= ahead)
        {
            if (Fetch() is not { } line)
            {
                return null;
            }

            _ahead.Enqueue(line);
        }

        return ahead == 0 ? _ahead.Peek() : _ahead.ElementAt(ahead);
    }

    /// <summary>Passes over blank lines; false where nothing else follows.</summary>
    public bool SkipBlankLines()
    {
        while (PeekLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                return true;
            }

            ReadLine();
        }

        return false;
    }

    private string? Fetch()
    {
        if (_finished)
        {
            return null;
        }

        _line.Clear();
        while (Fill())
        {
            var rest = _buffer.AsSpan(_next, _end - _next);
            var length = rest.IndexOfAny('\n', '\r');
            var piece = length < 0 ? rest : rest[..length];
            CheckText(piece);
            _line.Append(piece);
            _next += piece.Length;
            if (length >= 0)
            {
                PassLineEnd();
                return _line.ToString();
            }
        }

        _finished = true;
        return _line.Length > 0 ? _line.ToString() : null;
    }

    private void PassLineEnd()
    {
        var isReturn = _buffer[_next++] == '\r';
        if (isReturn && Fill() && _buffer[_next] == '\n')
        {
            _next++;
        }
    }

    private bool Fill()
    {
        if (_next < _end)
        {
            return true;
        }

        try
        {
            _next = 0;
            _end = text.Read(_buffer);
            return _end > 0;
        }
        catch (IOException fault)
        {
            throw Ended(new InvalidInputException($"cannot be read ({fault.Message}); check the file", fault));
        }
    }

    private void CheckText(ReadOnlySpan<char> piece)
    {
        foreach (var character in piece)
        {
            if (char.IsControl(character) && character is not ('\t' or '\f' or '\u0085'))
            {
                throw Ended(new InvalidInputException("is a binary file, not text; give an xyz, extxyz, POSCAR or CIF file"));
            }
        }

        if (_line.Length + piece.Length > LongestLine)
        {
            throw Ended(new InvalidInputException("has a line of over 16 million characters; give an xyz, extxyz, POSCAR or CIF file"));
        }
    }

    private InvalidInputException Ended(InvalidInputException fault)
    {
        _finished = true;
        return fault;
    }
}
