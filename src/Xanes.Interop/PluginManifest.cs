namespace Xanes.Interop;

/// <summary>
/// The plugin's manifest, <c>plugin.yaml</c>. Its paths are relative to its own folder. A manifest is code to be trusted: it names the
/// assembly that a host loads and the programs that are started.
/// </summary>
public sealed class PluginManifest
{
    /// <summary>The version of the contract in this assembly; a plugin made for another is refused.</summary>
    public const int ContractVersion = 2;

    /// <summary>The manifest's usual file name.</summary>
    public const string FileName = "plugin.yaml";

    private readonly string _folder;

    private PluginManifest(string path, YamlMap map)
    {
        Path = path;
        _folder = System.IO.Path.GetDirectoryName(path)!;
        Id = map.Text("id");
        Version = map.Text("version");
        Contract = map.Integer("contract");
        AssemblyCandidates = [.. map.Texts("assembly").Select(Absolute)];
        TypeName = map.Text("type");
        ModelsFolder = Absolute(map.Text("models"));
        DefaultModels = map.Has("default_models") ? ReadDefaults(map.Map("default_models")) : [];
        DefaultModel = map.Has("default_model") || DefaultModels.Count == 0 ? map.Text("default_model") : DefaultModels[0].Value;
        DefaultDescriptor = DescriptorSpec.FromYaml(map.Map("default_descriptor"));
        var tools = map.Has("tools") ? map.Map("tools") : null;
        Tools = tools is null
            ? new Dictionary<string, string>()
            : tools.Keys.Where(tools.Has).ToDictionary(key => key, key => tools.Text(key));
    }

    /// <summary>The manifest file.</summary>
    public string Path { get; }

    /// <summary>The plugin's name.</summary>
    public string Id { get; }

    /// <summary>The plugin's own version.</summary>
    public string Version { get; }

    /// <summary>The contract version that the plugin was made for.</summary>
    public int Contract { get; }

    /// <summary>Where the plugin's assembly may be; the first that exists is taken.</summary>
    public IReadOnlyList<string> AssemblyCandidates { get; }

    /// <summary>The full name of the type that implements <see cref="IXanesPlugin"/>.</summary>
    public string TypeName { get; }

    /// <summary>The folder with one folder a model.</summary>
    public string ModelsFolder { get; }

    /// <summary>The name of the model that is used where none is named and no structure says which.</summary>
    public string DefaultModel { get; }

    /// <summary>
    /// The symbols of absorbing elements with the names of the models that are used for them; none in a manifest that has only
    /// <see cref="DefaultModel"/>.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> DefaultModels { get; }

    /// <summary>The descriptor that is used where neither a model nor a spec is named.</summary>
    public DescriptorSpec DefaultDescriptor { get; }

    /// <summary>External programs by name (<c>fdmnes</c>, <c>python</c>): a path, or a name to be found on PATH.</summary>
    public IReadOnlyDictionary<string, string> Tools { get; }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InvalidInputException">The file is missing, is not a manifest or lacks a key.</exception>
    public static PluginManifest Read(string path)
    {
        if (path.Length == 0 || path.Contains('\0'))
        {
            throw new InvalidInputException($"'{path.Replace("\0", "\\0", StringComparison.Ordinal)}' is no path of a plugin manifest; give the path of {FileName}");
        }

        var fullPath = System.IO.Path.GetFullPath(path);
        if (!File.Exists(fullPath))
        {
            throw new InvalidInputException($"{fullPath}: no such plugin manifest; give the path of {FileName}");
        }

        return new PluginManifest(fullPath, YamlMap.ReadFile(fullPath));
    }

    /// <summary>Looks for a manifest in a folder and the folders above it.</summary>
    /// <returns>The manifest's path, or null where there is none.</returns>
    public static string? FindFrom(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            var candidate = System.IO.Path.Combine(current.FullName, FileName);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static KeyValuePair<string, string>[] ReadDefaults(YamlMap map) =>
        [.. map.Keys.Select(symbol => ChemicalElement.TryGetAtomicNumber(symbol, out var number)
            ? KeyValuePair.Create(ChemicalElement.Symbol(number), map.Text(symbol))
            : throw new InvalidInputException($"{map.Source}: '{symbol}' is no element; write a symbol and a model, such as Cu: cu-k"))];

    /// <summary>A path of the manifest made absolute.</summary>
    public string Absolute(string path) => System.IO.Path.GetFullPath(path, _folder);
}
