namespace Xanes.Interop;

/// <summary>The caller's input is at fault (a file, a structure, an option), not the program or the machine.</summary>
public sealed class InvalidInputException : XanesException
{
    private const int LongestMessage = 2000;
    private const int KeptAtEnd = 500;

    /// <summary>Makes the failure with its message, which becomes one line, cut in the middle where it is very long.</summary>
    public InvalidInputException(string message)
        : base(OneLine(message))
    {
    }

    /// <summary>Makes the failure with its message, as above, and the exception that caused it.</summary>
    public InvalidInputException(string message, Exception innerException)
        : base(OneLine(message), innerException)
    {
    }

    /// <summary>Where many sites were given, the 0-based place in that list of the first one at fault.</summary>
    public int? Site { get; private init; }

    /// <summary>The same fault with the place it was found in put before it, as <c>file, frame 3: ...</c>.</summary>
    public InvalidInputException At(string place) => new($"{place}: {Message}", this) { Site = Site };

    /// <summary>The same fault as that of one site of a list.</summary>
    public InvalidInputException AtSite(int site) => new($"site {site}: {Message}", this) { Site = site };

    /// <summary>Messages quote from files, whose texts may have many lines.</summary>
    private static string OneLine(string message)
    {
        var line = message.ReplaceLineEndings(" ");
        return line.Length <= LongestMessage ? line : $"{line[..(LongestMessage - KeptAtEnd)]} [...] {line[^KeptAtEnd..]}";
    }
}
