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

    /// <summary>The symbol of the element of an atom that the model does not know, where that is the fault; else null.</summary>
    public string? UnknownElement { get; private init; }

    /// <summary>
    /// The message without its remedy where that depends on the host (<see cref="UnknownElement"/>), which can word its own; else the message.
    /// </summary>
    public string Finding { get => field ?? Message; private init; }

    /// <summary>The fault of an atom whose element the model does not know.</summary>
    /// <param name="finding">Which atom, and which elements the model knows.</param>
    /// <param name="element">The atom's symbol.</param>
    public static InvalidInputException OfUnknownElement(string finding, string element) =>
        new InvalidInputException(finding) { UnknownElement = element }.WithRemedy(
            $"leave such atoms out by model.WithNeighbours(new NeighbourChanges {{ Ignored = [\"{element}\"] }}), take them as another element by " +
            "NeighbourChanges.Substituted, or open another model");

    /// <summary>The same fault with its remedy in the words of a host.</summary>
    public InvalidInputException WithRemedy(string remedy) => Carried($"{Finding}; {remedy}", Finding);

    /// <summary>The same fault with the place it was found in put before it, as <c>file, frame 3: ...</c>.</summary>
    public InvalidInputException At(string place) => Carried($"{place}: {Message}", $"{place}: {Finding}");

    /// <summary>The same fault as that of one site of a list.</summary>
    public InvalidInputException AtSite(int site) => new($"site {site}: {Message}", this)
    {
        Site = site,
        UnknownElement = UnknownElement,
        Finding = OneLine($"site {site}: {Finding}"),
    };

    private InvalidInputException Carried(string message, string finding) => new(message, this)
    {
        Site = Site,
        UnknownElement = UnknownElement,
        Finding = OneLine(finding),
    };

    /// <summary>Messages quote from files, whose texts may have many lines.</summary>
    private static string OneLine(string message)
    {
        var line = message.ReplaceLineEndings(" ");
        return line.Length <= LongestMessage ? line : $"{line[..(LongestMessage - KeptAtEnd)]} [...] {line[^KeptAtEnd..]}";
    }
}
