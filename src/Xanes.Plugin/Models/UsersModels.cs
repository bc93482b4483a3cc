using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Models;

/// <summary>The user's own models: one folder each, and which stands for which element.</summary>
/// <param name="folder">Their folder; made when the first is installed.</param>
public sealed class UsersModels(string folder)
{
    private const int LongestName = 64;

    private readonly UsersDefaults _defaults = new(folder);

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The names of the models, sorted; those that are being installed are left out.</summary>
    public IReadOnlyList<string> Ids => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(id => !id.StartsWith('.')).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Installs a model and makes it the default for its element.</summary>
    /// <param name="source">A model's folder, or an archive of one.</param>
    /// <param name="name">The name that it gets; the one of its card where it is left out.</param>
    /// <param name="replace">Whether a model of that name is replaced.</param>
    /// <returns>Its card and the folder that it now lies in.</returns>
    /// <exception cref="InvalidInputException">
    /// The source is damaged, its hashes do not agree, the name cannot be used or is taken, or the folder cannot be written.
    /// </exception>
    public (ModelCard Card, string Folder) Install(string source, string? name = null, bool replace = false)
    {
        if (!File.Exists(source) && !Directory.Exists(source))
        {
            throw new InvalidInputException($"{source}: no such file or folder; give a model's folder or a file that 'xanes models export' wrote");
        }

        var temporary = TemporaryFile.NameFor(Path.Combine(folder, "install"));
        try
        {
            Directory.CreateDirectory(temporary);
            Fetch(source, temporary);
            var card = ModelCardReader.ReadFolder(temporary);
            ModelFolder.Open(temporary, card).Dispose();
            var target = Path.Combine(folder, Checked(name ?? card.Info.Id));
            Put(temporary, target, replace);
            _defaults.Set(card.Info.Absorber, Path.GetFileName(target));
            return (card, target);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{folder}: cannot be written ({fault.Message}); check the folder", fault);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    /// <summary>Removes a model.</summary>
    /// <returns>The folder that is gone.</returns>
    /// <exception cref="InvalidInputException">It is not one of the user's own.</exception>
    public string Remove(string name)
    {
        var target = OwnFolder(name);
        foreach (var symbol in _defaults.Read().Where(pair => pair.Value == name).Select(pair => pair.Key).ToArray())
        {
            _defaults.Set(symbol, null);
        }

        try
        {
            Directory.Delete(target, recursive: true);
            return target;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{target}: cannot be removed ({fault.Message}); check the folder", fault);
        }
    }

    /// <summary>Makes one of the user's models the default for its element.</summary>
    /// <returns>The element's symbol.</returns>
    /// <exception cref="InvalidInputException">It is not one of the user's own, or its card is damaged.</exception>
    public string MakeDefault(string name)
    {
        var absorber = ModelCardReader.ReadFolder(OwnFolder(name)).Info.Absorber;
        _defaults.Set(absorber, name);
        return absorber;
    }

    private string OwnFolder(string name)
    {
        var target = Path.Combine(folder, Checked(name));
        if (File.Exists(Path.Combine(target, ModelCard.FileName)))
        {
            return target;
        }

        throw new InvalidInputException(
            $"'{name}' is none of your own models in {folder}; " +
            (Ids.Count > 0 ? $"these are {string.Join(", ", Ids)}" : "there is none: install one with 'xanes models install FOLDER'"));
    }

    private static void Fetch(string source, string target)
    {
        if (File.Exists(source))
        {
            ModelArchive.Unpack(source, target);
            return;
        }

        foreach (var file in ModelArchive.FileNames.Where(file => File.Exists(Path.Combine(source, file))))
        {
            File.Copy(Path.Combine(source, file), Path.Combine(target, file));
        }

        if (!File.Exists(Path.Combine(target, ModelCard.FileName)))
        {
            throw new InvalidInputException($"{source}: has no {ModelCard.FileName}; give a model's folder, such as 'xanes train -o' makes");
        }
    }

    private static void Put(string temporary, string target, bool replace)
    {
        if (Directory.Exists(target))
        {
            if (!replace)
            {
                throw new InvalidInputException(
                    $"{target}: a model of that name is installed; replace it with --replace, or give another name with --name");
            }

            var old = TemporaryFile.NameFor(target);
            Directory.Move(target, old);
            Directory.Move(temporary, target);
            Directory.Delete(old, recursive: true);
            return;
        }

        Directory.Move(temporary, target);
    }

    private static string Checked(string name) =>
        name.Length is > 0 and <= LongestName && char.IsAsciiLetterOrDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? name
            : throw new InvalidInputException(
                $"'{name}' cannot be a model's name; use up to {LongestName} letters, digits and the signs - _ . (--name NAME)");
}
