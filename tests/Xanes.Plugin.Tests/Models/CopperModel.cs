using System.Text.RegularExpressions;

namespace Xanes.Plugin.Tests.Models;

/// <summary>A small model whose card says copper where it was silver: it opens and predicts, and its numbers mean nothing.</summary>
internal static partial class CopperModel
{
    public const string Id = "cu-test";

    /// <summary>Writes its files into a folder.</summary>
    public static string Write(string folder, string id = Id)
    {
        var silver = TestFiles.InTree("tests/data/models/ag-k-ridge");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(silver))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var card = Path.Combine(folder, "model.yaml");
        File.WriteAllText(card, IdLine().Replace(Silver().Replace(File.ReadAllText(card), "Cu"), $"id: {id}"));
        return folder;
    }

    [GeneratedRegex(@"\bAg\b")]
    private static partial Regex Silver();

    [GeneratedRegex("(?m)^id: .*$")]
    private static partial Regex IdLine();
}
