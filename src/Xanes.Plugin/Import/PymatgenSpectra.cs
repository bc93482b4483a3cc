using System.Globalization;
using System.Text.Json;
using Xanes.Interop;

namespace Xanes.Plugin.Import;

/// <summary>
/// pymatgen's XAS objects as JSON: one, a list of them, or objects that hold one under <c>spectrum</c>, as the Materials Project's documents
/// do. Where <c>absorbing_index</c> is missing, the spectrum is the mean over all sites.
/// </summary>
internal static class PymatgenSpectra
{
    private const PeriodicDirections AllDirections = PeriodicDirections.A | PeriodicDirections.B | PeriodicDirections.C;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidInputException">It is no JSON, or holds no such object.</exception>
    public static IEnumerable<ImportedSpectrum> Read(string path, string absorber)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var name = Path.GetFileNameWithoutExtension(path);
            return root.ValueKind == JsonValueKind.Array
                ? [.. root.EnumerateArray().Select((item, index) => Spectrum(item, $"{name}-{index.ToString(CultureInfo.InvariantCulture)}", $"{path}, object {index}", absorber))]
                : [Spectrum(root, name, path, absorber)];
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidInputException(
                $"{path}: is no pymatgen XAS object with x, y and structure ({fault.Message}); write what xas.to_json() gives", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read ({fault.Message}); check the path", fault);
        }
    }

    private static ImportedSpectrum Spectrum(JsonElement item, string name, string place, string absorber)
    {
        var xas = item.TryGetProperty("spectrum", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : item;
        var id = item.TryGetProperty("task_id", out var task) || item.TryGetProperty("material_id", out task) ? task.ToString() : name;
        var structure = Structure(xas.TryGetProperty("structure", out var own) ? own : item.GetProperty("structure"));
        int? site = xas.TryGetProperty("absorbing_index", out var index) && index.ValueKind == JsonValueKind.Number
            ? index.GetInt32()
            : Sites.OnlyOne(structure, absorber);
        return new ImportedSpectrum(id, place, structure, site, Numbers(xas.GetProperty("x")), Numbers(xas.GetProperty("y")));
    }

    private static AtomicStructure Structure(JsonElement structure)
    {
        var sites = structure.GetProperty("sites").EnumerateArray().ToArray();
        var periodic = structure.TryGetProperty("lattice", out var lattice);
        return new AtomicStructure(
            [.. sites.Select(site => ChemicalElement.AtomicNumber(Symbol(site)))],
            [.. sites.SelectMany(site => Numbers(site.GetProperty("xyz")))],
            periodic ? [.. lattice.GetProperty("matrix").EnumerateArray().SelectMany(Numbers)] : [],
            periodic ? AllDirections : PeriodicDirections.None);
    }

    /// <summary>The element of a site; its oxidation state does not matter.</summary>
    private static string Symbol(JsonElement site)
    {
        var species = site.GetProperty("species").EnumerateArray().ToArray();
        return species is [var only]
            ? only.GetProperty("element").GetString()!
            : throw new InvalidOperationException("a site of several elements");
    }

    /// <summary>A list of numbers, or an array of NumPy's as pymatgen writes it.</summary>
    private static double[] Numbers(JsonElement array) =>
        [.. (array.ValueKind == JsonValueKind.Object ? array.GetProperty("data") : array).EnumerateArray().Select(value => value.GetDouble())];
}
