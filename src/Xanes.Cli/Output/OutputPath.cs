using Xanes.Cli.Input;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Cli.Output;

/// <summary>Checks on output paths, made before any long work. What a killed process left of the same file is removed.</summary>
internal static class OutputPath
{
    /// <summary>The extension of a path that can be written to.</summary>
    /// <param name="path">The path.</param>
    /// <param name="known">The extensions that the command can write.</param>
    /// <exception cref="InvalidInputException">Another extension, a folder that is missing, or a folder in the file's place.</exception>
    public static string Check(string path, params IReadOnlyList<string> known)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (!known.Contains(extension))
        {
            throw new InvalidInputException($"{path}: the output's kind '{extension}' is not known; use {string.Join(", ", known)}");
        }

        if (Directory.Exists(path))
        {
            throw new InvalidInputException($"{path}: is a folder; name a file");
        }

        if (path.Contains(FileNames.Unreadable))
        {
            throw new InvalidInputException($"{path}: the name is not valid UTF-8; choose another");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new InvalidInputException($"{path}: there is no folder {folder}; make it first");
        }

        TemporaryFile.RemoveStale(path);
        return extension;
    }
}
