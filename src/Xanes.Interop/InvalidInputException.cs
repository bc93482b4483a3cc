namespace Xanes.Interop;

/// <summary>The caller's input is at fault (a file, a structure, an option), not the program or the machine.</summary>
public sealed class InvalidInputException : XanesException
{
    /// <summary>Makes the failure with its one-line message.</summary>
    public InvalidInputException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the failure with its one-line message and the exception that caused it.</summary>
    public InvalidInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Where many sites were given, the 0-based place in that list of the first one at fault.</summary>
    public int? Site { get; private init; }

    /// <summary>The same fault with the place it was found in put before it, as <c>file, frame 3: ...</c>.</summary>
    public InvalidInputException At(string place) => new($"{place}: {Message}", this) { Site = Site };

    /// <summary>The same fault as that of one site of a list.</summary>
    public InvalidInputException AtSite(int site) => new($"site {site}: {Message}", this) { Site = site };
}
