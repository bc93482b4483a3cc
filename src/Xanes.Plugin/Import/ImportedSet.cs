using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Files;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Import;

/// <summary>Writes the files of an imported data set; <c>docs/datasets.md</c> tells each key.</summary>
internal static class ImportedSet
{
    private const string FactsFile = "dataset.yaml";

    /// <summary>Writes the set; dataset.yaml comes last, so that a folder with it is whole.</summary>
    /// <exception cref="InvalidInputException">The folder holds a data set.</exception>
    public static void Write(ImportOptions options, IReadOnlyList<ImportedRow> rows, double[] energies, string normalisation)
    {
        string In(string file) => Path.Combine(options.Folder, file);
        if (File.Exists(In(FactsFile)))
        {
            throw new InvalidInputException($"{In(FactsFile)}: is there already; choose another folder, or remove it");
        }

        Directory.CreateDirectory(options.Folder);
        StructureWriter.Write(In("structures.extxyz"), rows.Select(row => (row.Spectrum.Structure, (IReadOnlyDictionary<string, string>)Info(row.Spectrum))));
        NpyFile.Write(In("spectra.npy"), rows.SelectMany(row => row.Intensities).ToArray(), rows.Count, energies.Length);
        NpyFile.Write(In("energy.npy"), energies, energies.Length);
        DurableFile.WriteText(In(FactsFile), Facts(options, rows, energies.Length, normalisation));
    }

    private static Dictionary<string, string> Info(ImportedSpectrum spectrum)
    {
        var info = new Dictionary<string, string> { ["id"] = spectrum.Id };
        if (spectrum.Group is { } group)
        {
            info["group"] = group;
        }

        if (spectrum.Part is { } part)
        {
            info["split"] = part switch
            {
                SplitPart.Training => "train",
                SplitPart.Validation => "validation",
                _ => "test",
            };
        }

        info["absorber"] = spectrum.Absorber!.Value.ToString(CultureInfo.InvariantCulture);
        return info;
    }

    private static string Facts(ImportOptions options, IReadOnlyList<ImportedRow> rows, int points, string normalisation)
    {
        var elements = rows.SelectMany(row => row.Spectrum.Structure.AtomicNumbers.ToArray()).Distinct().Order().Select(ChemicalElement.Symbol);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # {options.Absorber} {options.Edge}-edge spectra from elsewhere, made by 'xanes dataset import'
            protocol: imported
            absorber: {options.Absorber}
            edge: {options.Edge}
            edge_energy: {options.EdgeEnergy:0.0###}         # eV, tabulated
            elements: [{string.Join(", ", elements)}]
            count: {rows.Count}
            structures: structures.extxyz   # Å; info: id, absorber (0-based); split and group where the source has them
            spectra: spectra.npy            # float32 [count, {points}], in edge steps
            energy: energy.npy              # float64 [{points}], eV above edge_energy
            normalisation: {Quoted(normalisation)}
            source: {Quoted(options.Source ?? "not said")}
            licence: {Quoted(options.Licence ?? "not said")}

            """);
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
