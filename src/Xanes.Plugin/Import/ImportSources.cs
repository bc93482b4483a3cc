using Xanes.Interop;

namespace Xanes.Plugin.Import;

/// <summary>Finds out what files and folders hold. What cannot be read stands among the spectra as a fault.</summary>
internal static class ImportSources
{
    /// <summary>The spectra of a file or folder, folders inside of it included, in the order of their names.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="absorber">The symbol of the absorbing element.</param>
    /// <param name="fault">Told of each that cannot be read.</param>
    /// <exception cref="InvalidInputException">There is no such file or folder.</exception>
    public static IEnumerable<ImportedSpectrum> Read(string path, string absorber, Action<string> fault)
    {
        if (File.Exists(path))
        {
            return Guarded(() => PymatgenSpectra.Read(path, absorber), fault);
        }

        return Directory.Exists(path)
            ? ReadFolder(path, Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), absorber, fault)
            : throw new InvalidInputException($"{path}: there is no such file or folder; check the path");
    }

    private static IEnumerable<ImportedSpectrum> ReadFolder(string folder, string root, string absorber, Action<string> fault)
    {
        if (SetFolder.IsOne(folder))
        {
            return Guarded(() => SetFolder.Read(folder), fault);
        }

        var id = Path.GetRelativePath(root, Path.GetFullPath(folder)).Replace(Path.DirectorySeparatorChar, '/');
        id = id == "." ? Path.GetFileName(root) : id;
        var own = FeffFolder.IsOne(folder) ? Guarded(() => [FeffFolder.Read(folder, id, absorber)], fault)
            : FdmnesFolder.IsOne(folder) ? Guarded(() => [FdmnesFolder.Read(folder, id, absorber)], fault)
            : FilePairs.Read(folder, id == Path.GetFileName(root) ? "" : $"{id}/", absorber, fault);
        var inner = Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
            .Where(name => !Path.GetFileName(name).StartsWith('.'))
            .SelectMany(name => ReadFolder(name, root, absorber, fault));
        return own.Concat(inner);
    }

    private static IEnumerable<ImportedSpectrum> Guarded(Func<IEnumerable<ImportedSpectrum>> read, Action<string> fault)
    {
        try
        {
            return [.. read()];
        }
        catch (XanesException reason)
        {
            fault(reason.Message);
            return [];
        }
    }
}
