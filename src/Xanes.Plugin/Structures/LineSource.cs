using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>
/// The lines of a text file, counted, with a look ahead; it refuses binary content as soon as it meets it. Lines stay in one buffer, so that
/// who reads them as spans allocates nothing.
/// </summary>
internal sealed class LineSource(TextReader text, string source)
{
    private const int LongestLine = 1 << 24;
    private const int LargestBuffer = 1 << 30;

    private readonly List<TextLine> _ahead = [];
    private char[] _buffer = new char[1 << 14];

    /// <summary>The place in the text of the buffer's first character.</summary>
    private long _origin;

    /// <summary>Where in the buffer the text ends, and where that begins which is not yet parted into lines.</summary>
    private int _end;
    private int _next;

    /// <summary>From here on the text stays in the buffer: the line read last, and all lines since <see cref="Hold"/>.</summary>
    private long _current;
    private long? _held;
    private int _firstAhead;
    private bool _finished;

    /// <summary>The file's name for messages.</summary>
    public string Source { get; } = source;

    /// <summary>The 1-based number of the line read last.</summary>
    public int LineNumber { get; private set; }

    /// <summary>The next line without its end; null after the last.</summary>
    /// <exception cref="InvalidInputException">The content is binary or cannot be read; no line follows.</exception>
    public string? ReadLine() => TryRead(out var line) ? Text(line).ToString() : null;

    /// <summary>The next line, whose text holds until the next line is asked for; false after the last.</summary>
    /// <exception cref="InvalidInputException">As for <see cref="ReadLine"/>.</exception>
    public bool TryRead(out TextLine line)
    {
        if (!TryPeek(0, out line))
        {
            return false;
        }

        _firstAhead++;
        if (_firstAhead == _ahead.Count)
        {
            _ahead.Clear();
            _firstAhead = 0;
        }

        _current = line.Start;
        LineNumber++;
        return true;
    }

    /// <summary>A line further on, which stays to be read: 0 is the next one; null after the last.</summary>
    /// <exception cref="InvalidInputException">As for <see cref="ReadLine"/>.</exception>
    public string? PeekLine(int ahead = 0) => TryPeek(ahead, out var line) ? Text(line).ToString() : null;

    /// <summary>A line further on, which stays to be read; its text holds until the next line is asked for. False after the last.</summary>
    /// <exception cref="InvalidInputException">As for <see cref="ReadLine"/>.</exception>
    public bool TryPeek(int ahead, out TextLine line)
    {
        while (_ahead.Count - _firstAhead <= ahead)
        {
            if (!Fetch(out line))
            {
                return false;
            }

            _ahead.Add(line);
        }

        line = _ahead[_firstAhead + ahead];
        return true;
    }

    /// <summary>The text of a line that was read last, lies ahead, or came since <see cref="Hold"/>.</summary>
    public ReadOnlySpan<char> Text(TextLine line) => _buffer.AsSpan((int)(line.Start - _origin), line.Length);

    /// <summary>Keeps all lines from the next one on, until <see cref="Release"/>.</summary>
    public void Hold() => _held = _firstAhead < _ahead.Count ? _ahead[_firstAhead].Start : _origin + _next;

    /// <summary>Lets the held lines go.</summary>
    public void Release() => _held = null;

    /// <summary>Passes over blank lines; false where nothing else follows.</summary>
    public bool SkipBlankLines()
    {
        while (TryPeek(0, out var line))
        {
            if (!Text(line).IsWhiteSpace())
            {
                return true;
            }

            TryRead(out _);
        }

        return false;
    }

    private bool Fetch(out TextLine line)
    {
        line = default;
        if (_finished)
        {
            return false;
        }

        var length = 0;
        do
        {
            var rest = _buffer.AsSpan(_next + length, _end - _next - length);
            var end = rest.IndexOfAny('\n', '\r');
            var piece = end < 0 ? rest : rest[..end];
            CheckText(piece, length);
            length += piece.Length;
            line = new TextLine(_origin + _next, length);
            if (end >= 0)
            {
                _next += length;
                PassLineEnd();
                return true;
            }
        }
        while (Fill());

        _finished = true;
        _next += length;
        return length > 0;
    }

    private void PassLineEnd()
    {
        var isReturn = _buffer[_next++] == '\r';
        if (isReturn && (_next < _end || Fill()) && _buffer[_next] == '\n')
        {
            _next++;
        }
    }

    /// <summary>Reads on behind the text; false at its end.</summary>
    private bool Fill()
    {
        if (_end == _buffer.Length)
        {
            MakeRoom();
        }

        try
        {
            var read = text.Read(_buffer.AsSpan(_end));
            _end += read;
            return read > 0;
        }
        catch (IOException fault)
        {
            throw Ended(new InvalidInputException($"cannot be read ({fault.Message}); check the file", fault));
        }
    }

    /// <summary>Drops what nobody needs any more from the buffer where that is half of it; else the buffer grows.</summary>
    private void MakeRoom()
    {
        var first = Math.Min(_current, _held ?? long.MaxValue);
        if (_firstAhead < _ahead.Count)
        {
            first = Math.Min(first, _ahead[_firstAhead].Start);
        }

        var needless = (int)(Math.Min(first, _origin + _next) - _origin);
        if (needless < _buffer.Length / 2)
        {
            if (_buffer.Length >= LargestBuffer)
            {
                throw Ended(new InvalidInputException("has a frame of over a billion characters; split it"));
            }

            Array.Resize(ref _buffer, 2 * _buffer.Length);
            return;
        }

        _buffer.AsSpan(needless, _end - needless).CopyTo(_buffer);
        _origin += needless;
        _next -= needless;
        _end -= needless;
    }

    private void CheckText(ReadOnlySpan<char> piece, int before)
    {
        if (piece.ContainsAnyExceptInRange(' ', '~') && HasControl(piece))
        {
            throw Ended(new InvalidInputException("is a binary file, not text; give an xyz, extxyz, POSCAR or CIF file"));
        }

        if (before + piece.Length > LongestLine)
        {
            throw Ended(new InvalidInputException("has a line of over 16 million characters; give an xyz, extxyz, POSCAR or CIF file"));
        }
    }

    private static bool HasControl(ReadOnlySpan<char> piece)
    {
        foreach (var character in piece)
        {
            if (char.IsControl(character) && character is not ('\t' or '\f' or '\u0085'))
            {
                return true;
            }
        }

        return false;
    }

    private InvalidInputException Ended(InvalidInputException fault)
    {
        _finished = true;
        return fault;
    }
}
