using System.Globalization;

namespace Xanes.Cli.Tests.Support;

/// <summary>A temporary folder with a manifest, gone after the test.</summary>
internal sealed class TestFolder : IDisposable
{
    private const string ManifestText = """
        id: xanes
        version: 0.1.0
        contract: 2
        assembly: Xanes.Plugin.dll
        type: Xanes.Plugin.XanesPlugin
        models: models
        default_model: fake
        default_descriptor:
          kind: pair-rdf
          elements: [O, Si, Ag]
          sigma: 0.5
        """;

    private readonly string _path = Directory.CreateTempSubdirectory("xanes-cli-").FullName;

    public TestFolder()
    {
        Manifest = Write("plugin.yaml", ManifestText);
    }

    public string Manifest { get; }

    /// <summary>The names of the files in the folder, the manifest left out, sorted.</summary>
    public string[] Files => [.. Directory.GetFiles(_path).Select(file => Path.GetFileName(file)).Where(file => file != "plugin.yaml").Order()];

    public string PathOf(string name) => Path.Combine(_path, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>
    /// Writes an extxyz file; each frame is an element string such as <c>AgOAg</c>, the atoms 2 Å apart along x, with an
    /// optional comment after a blank.
    /// </summary>
    public string WriteFrames(string name, params string[] frames) => Write(name, Frames(frames));

    /// <summary>The text of such a file.</summary>
    public static string Frames(params string[] frames) => string.Concat(frames.Select(Frame));

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static string Frame(string frame)
    {
        var parts = frame.Split(' ', 2);
        var symbols = System.Text.RegularExpressions.Regex.Matches(parts[0], "[A-Z][a-z]?");
        var lines = symbols.Select((symbol, i) => string.Create(CultureInfo.InvariantCulture, $"{symbol.Value} {(2.0 * i) + 0.25} 0 0\n"));
        return $"{symbols.Count}\n{(parts.Length > 1 ? $"Properties=species:S:1:pos:R:3 {parts[1]}" : "")}\n{string.Concat(lines)}";
    }
}
