using System.Globalization;
using System.Text;
using Xanes.Plugin.Arrays;

namespace Xanes.Plugin.Tests.Datasets;

/// <summary>Writes a data set of bent AgO2 whose spectra follow from the distances, but for some noise.</summary>
internal static class SmallDataSet
{
    public const int Points = 6;

    public static string Write(TemporaryFolder folder, string name, int count = 80, string extraFact = "", string absorber = "Ag", Func<int, string>? group = null, Func<int, string>? split = null)
    {
        var path = folder[name];
        Directory.CreateDirectory(path);
        var random = new Random(name.Length);
        var structures = new StringBuilder();
        var spectra = new float[count * Points];
        for (var id = 0; id < count; id++)
        {
            var (first, second) = (1.9 + random.NextDouble(), 1.9 + random.NextDouble());
            structures.Append(
                CultureInfo.InvariantCulture,
                $"3\nProperties=species:S:1:pos:R:3 id={id}{Fact("group", group, id)}{Fact("split", split, id)} absorber=0\n{absorber} 0 0 0\nO {first:0.0000} 0 0\nO 0 {second:0.0000} 0\n");
            for (var point = 0; point < Points; point++)
            {
                spectra[(id * Points) + point] = (float)(1.0 + (0.1 * Math.Sin(first + second + point)) + (0.02 * random.NextDouble()));
            }
        }

        File.WriteAllText(Path.Combine(path, "structures.extxyz"), structures.ToString());
        NpyFile.Write(Path.Combine(path, "spectra.npy"), spectra, count, Points);
        NpyFile.Write(Path.Combine(path, "energy.npy"), Enumerable.Range(0, Points).Select(point => point - 2.5).ToArray(), Points);
        WriteFacts(path, count, extraFact, absorber);
        return path;
    }

    private static string Fact(string key, Func<int, string>? value, int id) => value?.Invoke(id) is { Length: > 0 } text ? $" {key}={text}" : "";

    /// <summary>Writes dataset.yaml; a further line replaces the one with the same key.</summary>
    public static void WriteFacts(string path, int count, string extraFact = "", string absorber = "Ag")
    {
        string[] facts =
        [
            $"absorber: {absorber}", "edge: K", "edge_energy: 25514.0", "epsii_reference: 25280.7", "elements: [O]", $"count: {count}",
            "normalisation: none",
        ];
        var key = extraFact.Split(':')[0];
        File.WriteAllLines(Path.Combine(path, "dataset.yaml"), facts.Where(fact => fact.Split(':')[0] != key).Append(extraFact));
    }
}
