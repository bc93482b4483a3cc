using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>A file that is written under a temporary name in its folder and takes its own name when committed.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;

    /// <summary>Opens the temporary file.</summary>
    /// <exception cref="InvalidInputException">The folder cannot be written to.</exception>
    public OutputFile(string path)
    {
        _path = path;
        _temporaryPath = TemporaryPath(path);
        try
        {
            Stream = new FileStream(_temporaryPath, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be written ({fault.Message}); choose another place", fault);
        }
    }

    /// <summary>The file's content so far.</summary>
    public FileStream Stream { get; }

    /// <summary>A temporary name in the folder of a file.</summary>
    public static string TemporaryPath(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");

    /// <summary>Closes the file and gives it its name.</summary>
    public IReadOnlyList<string> Commit()
    {
        Stream.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
        return [_path];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(_temporaryPath);
    }
}
