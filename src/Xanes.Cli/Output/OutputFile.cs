using Xanes.Interop;
using Xanes.Plugin.Files;

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
        _temporaryPath = TemporaryFile.NameFor(path);
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

    /// <summary>Closes the file, which keeps its temporary name.</summary>
    public void Close() => Stream.Dispose();

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
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // What is left in the buffer finds no room on a full disk; the file is removed all the same.
        }

        File.Delete(_temporaryPath);
    }
}
