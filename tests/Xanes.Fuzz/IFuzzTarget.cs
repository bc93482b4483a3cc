namespace Xanes.Fuzz;

/// <summary>A reader of files of one kind.</summary>
internal interface IFuzzTarget
{
    /// <summary>The files that mutations start from.</summary>
    IReadOnlyList<FuzzSeed> Seeds { get; }

    /// <summary>Whether the files are text, which is mutated by words and numbers too.</summary>
    bool IsText { get; }

    /// <summary>Reads a file with all that follows from it.</summary>
    /// <param name="name">The name of the seed.</param>
    /// <param name="content">The mutated bytes.</param>
    /// <exception cref="Xanes.Interop.InvalidInputException">The file is refused.</exception>
    void Read(string name, byte[] content);
}
