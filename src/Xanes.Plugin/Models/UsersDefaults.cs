using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Models;

/// <summary>Which of the user's own models stands for which element: the file <c>defaults.yaml</c> beside them.</summary>
/// <param name="folder">The folder of the user's models.</param>
internal sealed class UsersDefaults(string folder)
{
    private string Path => System.IO.Path.Combine(folder, "defaults.yaml");

    /// <summary>Symbols with the names of models; a file that cannot be read says nothing.</summary>
    public IReadOnlyDictionary<string, string> Read()
    {
        try
        {
            var map = File.Exists(Path) ? YamlMap.ReadFile(Path) : null;
            return map is null ? new Dictionary<string, string>() : map.Keys.ToDictionary(symbol => symbol, symbol => map.Text(symbol, ""));
        }
        catch (InvalidInputException)
        {
            return new Dictionary<string, string>();
        }
    }

    /// <summary>Makes a model the default for an element; null takes the element out.</summary>
    public void Set(string symbol, string? id)
    {
        var defaults = Read().Where(pair => pair.Key != symbol).ToList();
        if (id is not null)
        {
            defaults.Add(KeyValuePair.Create(symbol, id));
        }

        DurableFile.WriteText(
            Path,
            "# The user's own default model for each absorbing element; 'xanes models default ID' changes it.\n" +
            (defaults.Count == 0 ? "{}\n" : YamlNodes.Write(YamlNodes.Map(defaults.Select(pair => (pair.Key, (YamlDotNet.RepresentationModel.YamlNode)YamlNodes.Text(pair.Value)))))));
    }
}
