namespace Xanes.Cli.Input;

/// <summary>Names of files that come from the command line.</summary>
internal static class FileNames
{
    /// <summary>What .NET puts in place of bytes that are no UTF-8: such a name cannot be opened any more.</summary>
    public const char Unreadable = '\uFFFD';

    /// <summary>Why there is no such file, with the remedy.</summary>
    public static string WhyMissing(string path) =>
        path.Contains(Unreadable) ? "the name is not valid UTF-8; rename the file, or read it by '-' from standard input"
        : Directory.Exists(path) ? "is a folder; give a structure file"
        : "no such file; give a structure file";
}
