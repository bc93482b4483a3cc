using Xanes.Interop;

namespace Xanes.Cli.Doctor;

/// <summary>The manifest, the plugin that it names and its models.</summary>
internal static class PluginCheck
{
    /// <summary>The manifest, the assembly for other hosts, and each model.</summary>
    public static IEnumerable<Finding> Run(Session session, PluginManifest manifest)
    {
        yield return manifest.Contract == PluginManifest.ContractVersion
            ? Finding.Found("Manifest", $"{manifest.Path}, plugin {manifest.Id} {manifest.Version}, contract {manifest.Contract}")
            : new Finding(
                "Manifest",
                FindingState.Fault,
                $"{manifest.Path} is for contract {manifest.Contract}, this program has {PluginManifest.ContractVersion}",
                "install the plugin and the program from one release");
        yield return Assembly(manifest);
        foreach (var finding in Models(session, manifest))
        {
            yield return finding;
        }
    }

    private static Finding Assembly(PluginManifest manifest) =>
        manifest.AssemblyCandidates.FirstOrDefault(File.Exists) is { } path
            ? Finding.Found("Plugin for C# hosts", path)
            : new Finding(
                "Plugin for C# hosts",
                FindingState.Hint,
                $"none at {string.Join(" or ", manifest.AssemblyCandidates)}",
                "only hosts that load the plugin need it: dotnet build -c Release");

    private static IEnumerable<Finding> Models(Session session, PluginManifest manifest)
    {
        var ids = session.Plugin.ModelIds;
        foreach (var id in ids)
        {
            yield return Model(session, id, id == manifest.DefaultModel);
        }

        foreach (var missing in manifest.DefaultModels.Select(pair => pair.Value).Prepend(manifest.DefaultModel).Distinct().Except(ids))
        {
            yield return new Finding(
                $"Model {missing}",
                FindingState.Fault,
                $"the default model is not in {manifest.ModelsFolder}",
                "install it again, train it with 'xanes train', or name another as default_model or in default_models");
        }
    }

    private static Finding Model(Session session, string id, bool isDefault)
    {
        try
        {
            var info = session.Plugin.OpenModel(id).Info;
            var role = isDefault ? ", the default" : "";
            return Finding.Found($"Model {id}", $"{info.Absorber} {info.Edge} edge, {info.Energies.Length} energies{role}");
        }
        catch (XanesException fault)
        {
            return new Finding($"Model {id}", FindingState.Fault, fault.Message, "install the model again");
        }
    }
}
