using Xanes.Interop;

namespace Xanes.Plugin.Datasets;

/// <summary>A data set's folder in the making, which can be undone.</summary>
internal sealed class NewFolder
{
    private readonly string _folder;
    private readonly HashSet<string> _thereBefore;

    /// <summary>Makes the folder where it is missing.</summary>
    public NewFolder(string folder)
    {
        _folder = folder;
        IsNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        _thereBefore = [.. Directory.EnumerateFileSystemEntries(folder)];
    }

    private bool IsNew { get; }

    /// <summary>Writes a file of the folder.</summary>
    /// <param name="file">Its path in the folder.</param>
    /// <param name="write">Writes it to a path.</param>
    /// <exception cref="InvalidInputException">The file is there already.</exception>
    public void Write(string file, Action<string> write)
    {
        var path = Path.Combine(_folder, file);
        if (Path.Exists(path))
        {
            throw new InvalidInputException($"{path}: is there already; choose another folder, or remove it");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        write(path);
    }

    /// <summary>Removes all that has come into the folder, and the folder if it was made here.</summary>
    public void Remove()
    {
        if (IsNew)
        {
            Directory.Delete(_folder, recursive: true);
            return;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(_folder).Where(entry => !_thereBefore.Contains(entry)).ToArray())
        {
            if (Directory.Exists(entry))
            {
                Directory.Delete(entry, recursive: true);
            }
            else
            {
                File.Delete(entry);
            }
        }
    }
}
