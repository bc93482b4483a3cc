using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>A folder of this process alone for files that the page sends; it goes with the explorer.</summary>
internal sealed class UploadFolder : IDisposable
{
    private const int LongestName = 100;

    private readonly string _path = Directory.CreateTempSubdirectory("xanes-explorer-").FullName;

    /// <summary>Keeps a file until the next one, reads it, and names it in faults as the user does.</summary>
    /// <param name="name">Its name in the browser.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="read">Reads it by its path.</param>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public T Read<T>(string name, byte[] content, Func<string, T> read)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_path, Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            var path = Path.Combine(folder, SafeName(name));
            File.WriteAllBytes(path, content);
            return read(path);
        }
        catch (InvalidInputException fault)
        {
            throw new InvalidInputException(fault.Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), fault);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_path, recursive: true);

    /// <summary>A name that is no path and has no colon, which parts a file from its record.</summary>
    private static string SafeName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = new string([.. last.Select(letter => letter is ':' || char.IsControl(letter) ? '_' : letter)]);
        safe = safe.Length > LongestName ? safe[^LongestName..] : safe;
        return safe.Trim(' ', '.').Length == 0 ? "file" : safe;
    }
}
