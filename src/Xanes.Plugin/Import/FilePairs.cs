using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Measured.Reading;
using Xanes.Plugin.Measured.Reading.Columns;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Import;

/// <summary>
/// Structures and spectra in files of the same name: <c>NAME.cif</c>, <c>.extxyz</c>, <c>.xyz</c>, <c>.vasp</c> or <c>.poscar</c> beside
/// <c>NAME.csv</c>, <c>.dat</c>, <c>.txt</c>, <c>.xmu</c>, <c>.nor</c>, <c>.xdi</c> or <c>.npy</c> ([k, 2] or [2, k]: energy, absorption).
/// </summary>
internal static class FilePairs
{
    private static readonly string[] SpectrumEndings = [".csv", ".dat", ".txt", ".xmu", ".nor", ".xdi", ".npy"];

    private static readonly string[] StructureEndings = [".cif", ".extxyz", ".xyz", ".vasp", ".poscar"];

    /// <summary>Reads the pairs of a folder; structures without a spectrum are told as faults.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="prefix">What stands before each name in its id.</param>
    /// <param name="absorber">The symbol of the absorbing element.</param>
    /// <param name="fault">Told of each pair that cannot be read.</param>
    public static IEnumerable<ImportedSpectrum> Read(string folder, string prefix, string absorber, Action<string> fault)
    {
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToArray();
        var spectra = files.Where(file => SpectrumEndings.Contains(Ending(file))).ToLookup(Path.GetFileNameWithoutExtension);
        foreach (var file in files.Where(file => StructureEndings.Contains(Ending(file))))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            ImportedSpectrum? read = null;
            try
            {
                read = spectra[name].ToArray() is [var spectrum]
                    ? ReadPair(file, spectrum, prefix + name, absorber)
                    : throw new InvalidInputException(
                        $"{file}: has {spectra[name].Count()} spectra beside it; it needs one, such as {name}.csv with the columns energy and mu");
            }
            catch (XanesException reason)
            {
                fault(reason.Message);
            }

            if (read is not null)
            {
                yield return read;
            }
        }
    }

    private static ImportedSpectrum ReadPair(string file, string spectrumFile, string id, string absorber)
    {
        var frames = StructureReader.Read(file).Take(2).ToArray();
        if (frames is not [var frame])
        {
            throw new InvalidInputException($"{file}: holds several structures for one spectrum; give a file to each, or one folder with structures.extxyz and spectra.npy");
        }

        var (energies, intensities) = ReadSpectrum(spectrumFile);
        int? site = frame.Info.TryGetValue("absorber", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : Sites.OnlyOne(frame.Structure, absorber);
        return new ImportedSpectrum(id, file, frame.Structure, site, energies, intensities)
        {
            Group = frame.Info.GetValueOrDefault("group"),
            Part = frame.Info.TryGetValue("split", out var part) ? Datasets.Split.PartOf(part) : null,
        };
    }

    private static (double[] Energies, double[] Intensities) ReadSpectrum(string file)
    {
        if (Ending(file) == ".npy")
        {
            var array = NpyFile.Read<double>(file);
            return array.Shape switch
            {
                [var rows, 2] => ([.. Enumerable.Range(0, rows).Select(row => array.Values[2 * row])], [.. Enumerable.Range(0, rows).Select(row => array.Values[(2 * row) + 1])]),
                [2, var points] => (array.Values[..points], array.Values[points..]),
                _ => throw new InvalidInputException($"{file}: is {array.ShapeText}; save energy and absorption as [k, 2]"),
            };
        }

        var content = FileText.Read(file);
        if (!content.StartsWith("# XDI", StringComparison.OrdinalIgnoreCase) && ColumnTable.Parse(content) is { Columns: 2 } table && table.Rows[0][0] <= 0.0)
        {
            return (table.Column(0), table.Column(1));
        }

        var measured = MeasuredFile.Read(file);
        return (measured.Energies.ToArray(), measured.Absorption.ToArray());
    }

    private static string Ending(string file) => Path.GetExtension(file).ToLowerInvariant();
}
