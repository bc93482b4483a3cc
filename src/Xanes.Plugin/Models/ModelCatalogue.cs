using Xanes.Interop;

namespace Xanes.Plugin.Models;

/// <summary>The installed models: the user's own, then those of the manifest.</summary>
/// <param name="manifest">Names the folder of the shipped models and the default for each element.</param>
/// <param name="usersFolder">The folder of the user's own; it may be missing.</param>
internal sealed class ModelCatalogue(PluginManifest manifest, string usersFolder)
{
    private readonly CardAbsorbers _absorbers = new();

    /// <summary>The names of all models, sorted.</summary>
    public IReadOnlyList<string> Ids => [.. NamesIn(usersFolder).Union(NamesIn(manifest.ModelsFolder)).Order(StringComparer.Ordinal)];

    /// <summary>The models that are taken where none is named: one for each of the elements that has any, by atomic number.</summary>
    public IReadOnlyList<ModelChoice> ModelsFor(IEnumerable<int> elements)
    {
        ILookup<string, string> users = ByAbsorber(usersFolder), shipped = ByAbsorber(manifest.ModelsFolder);
        var usersDefaults = new UsersDefaults(usersFolder).Read();
        var asked = elements.Distinct().Order().Select(ChemicalElement.Symbol).ToArray();
        ModelChoice[] found =
        [
            .. asked
                .Select(symbol => OwnFor(symbol, [.. users[symbol]], usersDefaults) ?? ShippedFor(symbol, [.. shipped[symbol]]))
                .OfType<ModelChoice>(),
        ];

        // A manifest with one default model only takes that one wherever it can be taken, whatever else is installed beside it.
        return manifest.DefaultModels.Count == 0 && found.FirstOrDefault(choice => choice.Id == manifest.DefaultModel) is { } single && found.Length > 1
            ? [single]
            : found;
    }

    /// <summary>The folder of a model.</summary>
    /// <exception cref="InvalidInputException">There is no such model.</exception>
    public string FolderOf(string idOrPath)
    {
        if (idOrPath.Contains('\0'))
        {
            throw new InvalidInputException($"model '{idOrPath.Replace("\0", "\\0", StringComparison.Ordinal)}': a name cannot hold the character NUL; remove it");
        }

        var installed = new[] { usersFolder, manifest.ModelsFolder }.Select(folder => Path.Combine(folder, idOrPath));
        if (idOrPath.Length > 0 && (installed.FirstOrDefault(HasCard) ?? (HasCard(idOrPath) ? Path.GetFullPath(idOrPath) : null)) is { } folder)
        {
            return folder;
        }

        throw new InvalidInputException(
            $"model '{idOrPath}': no {ModelCard.FileName} in {Path.Combine(manifest.ModelsFolder, idOrPath)} nor in {Path.GetFullPath(idOrPath)}; " +
            (Ids.Count > 0 ? $"installed are {string.Join(", ", Ids)}" : "none is installed, train one with 'xanes train'"));
    }

    private static ModelChoice? OwnFor(string symbol, string[] ids, IReadOnlyDictionary<string, string> defaults) =>
        ids.Length == 0 ? null
        : defaults.TryGetValue(symbol, out var named) && ids.Contains(named) ? new ModelChoice(named, symbol, $"your default for {symbol}")
        : new ModelChoice(ids[0], symbol, ids.Length == 1 ? $"your own for {symbol}" : $"the first of your own for {symbol}");

    private ModelChoice? ShippedFor(string symbol, string[] ids) =>
        Named(symbol, ids) is { } named ? new ModelChoice(named, symbol, $"the default for {symbol}")
        : ids.Length == 0 ? null
        : new ModelChoice(ids[0], symbol, ids.Length == 1 ? $"the only one for {symbol}" : $"the first for {symbol}");

    /// <summary>The model that the manifest names for an element, whether its files are there or not.</summary>
    private string? Named(string symbol, string[] ids) =>
        manifest.DefaultModels.FirstOrDefault(pair => pair.Key == symbol).Value ?? (ids.Contains(manifest.DefaultModel) ? manifest.DefaultModel : null);

    private ILookup<string, string> ByAbsorber(string folder) => NamesIn(folder)
        .Select(id => (Id: id, Absorber: _absorbers.Of(Path.Combine(folder, id, ModelCard.FileName))))
        .Where(pair => pair.Absorber is not null)
        .ToLookup(pair => pair.Absorber!, pair => pair.Id);

    private static string[] NamesIn(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Where(HasCard).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [];

    private static bool HasCard(string folder) => File.Exists(Path.Combine(folder, ModelCard.FileName));
}
