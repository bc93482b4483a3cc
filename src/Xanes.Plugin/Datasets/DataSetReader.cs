using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Files;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets;

/// <summary>Reads a data set's folder and checks that its files fit each other.</summary>
public static class DataSetReader
{
    private const string FactsFile = "dataset.yaml";
    private const string EnergyFile = "energy.npy";
    private const string SpectraFile = "spectra.npy";
    private const string StructuresFile = "structures.extxyz";
    private const string RawFile = "raw.npy";
    private const string FermiEnergyFile = "fermi_energy.npy";

    /// <summary>Reads a data set.</summary>
    /// <remarks>
    /// A set whose dataset.yaml names no <c>raw</c> holds finished spectra alone: they are taken as they are, and cannot be broadened.
    /// </remarks>
    /// <param name="folder">
    /// The folder with dataset.yaml, structures.extxyz, spectra.npy [n, m] and energy.npy [m]; raw.npy [n, k] and fermi_energy.npy [k].
    /// </param>
    /// <param name="by">What decides the part of a spectrum.</param>
    /// <exception cref="InvalidInputException">A file is missing, damaged or does not fit the others.</exception>
    public static DataSet Read(string folder, SplitKey by = SplitKey.Id)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidInputException($"{folder}: no such data set; give a folder that holds {FactsFile}");
        }

        var facts = YamlMap.ReadFile(Path.Combine(folder, FactsFile));
        var protocol = SpectrumProtocol.From(facts);
        var energies = ReadEnergies(Path.Combine(folder, EnergyFile));
        var spectra = ReadSpectra(Path.Combine(folder, SpectraFile), energies.Length, EnergyFile);
        var raw = protocol.EdgeStep is null ? null : ReadRaw(folder, spectra.Shape[0]);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var (entries, given) = ReadEntries(Path.Combine(folder, StructuresFile), name, protocol, spectra, raw, by);
        var promised = facts.Integer("count");
        return promised == entries.Count
            ? new DataSet(folder, name, protocol, facts.Texts("elements"), energies, entries, Hash(folder)) { HasGivenSplit = given }
            : throw new InvalidInputException($"{facts.Source}: 'count' is {promised}, but {StructuresFile} has {Counted.Of(entries.Count, "structure")}");
    }

    /// <summary>The hash of a data set's files, see <see cref="DataSet.Sha256"/>.</summary>
    /// <exception cref="InvalidInputException">A file cannot be read.</exception>
    public static string Hash(string folder)
    {
        var listing = new StringBuilder();
        var raw = Path.Combine(folder, RawFile);
        string[] files = [FactsFile, EnergyFile, SpectraFile, StructuresFile, .. File.Exists(raw) ? (string[])[FermiEnergyFile, RawFile] : []];
        foreach (var file in files)
        {
            listing.Append(CultureInfo.InvariantCulture, $"{FileHash.Of(Path.Combine(folder, file))}  {file}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(listing.ToString())));
    }

    private static double[] ReadEnergies(string path)
    {
        var energies = NpyFile.Read<double>(path);
        if (energies.Shape.Length != 1 || energies.Values.Length < 2)
        {
            throw new InvalidInputException($"{path}: must be [m] with m >= 2 energies, is {energies.ShapeText}");
        }

        for (var i = 0; i < energies.Values.Length; i++)
        {
            if (!double.IsFinite(energies.Values[i]) || (i > 0 && energies.Values[i] <= energies.Values[i - 1]))
            {
                throw new InvalidInputException($"{path}: energy {i} is not finite or not above the one before it; the axis must ascend");
            }
        }

        return energies.Values;
    }

    private static RawArrays ReadRaw(string folder, int rows)
    {
        var energies = ReadEnergies(Path.Combine(folder, FermiEnergyFile));
        var path = Path.Combine(folder, RawFile);
        var values = ReadSpectra(path, energies.Length, FermiEnergyFile);
        return values.Shape[0] == rows
            ? new RawArrays(energies, values.Values)
            : throw new InvalidInputException($"{path}: has {Counted.Spectra(values.Shape[0])}, {SpectraFile} {rows}");
    }

    private static NpyArray<float> ReadSpectra(string path, int points, string energyFile)
    {
        var spectra = NpyFile.Read<float>(path);
        if (spectra.Shape.Length != 2 || spectra.Shape[1] != points)
        {
            throw new InvalidInputException($"{path}: must be [n, {points}] as {energyFile} has {Counted.Of(points, "energy", "energies")}, is {spectra.ShapeText}");
        }

        var fault = spectra.Values.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        return fault < 0
            ? spectra
            : throw new InvalidInputException($"{path}: spectrum {fault / points} holds a value that is not finite (point {fault % points})");
    }

    private static (List<DataSetEntry> Entries, bool HasGivenSplit) ReadEntries(
        string path, string set, SpectrumProtocol protocol, NpyArray<float> spectra, RawArrays? raw, SplitKey by)
    {
        var entries = new List<DataSetEntry>(spectra.Shape[0]);
        var ids = new HashSet<string>();
        var points = spectra.Shape[1];
        var given = 0;
        foreach (var frame in StructureReader.Read(path))
        {
            if (entries.Count < spectra.Shape[0])
            {
                var spectrum = spectra.Values.AsMemory(entries.Count * points, points);
                var entry = ReadEntry(frame, set, protocol, spectrum, raw?.Of(frame, entries.Count), by);
                given += frame.Info.ContainsKey("split") ? 1 : 0;
                entries.Add(ids.Add(entry.Id) ? entry : throw new InvalidInputException($"{frame.Place}: id {entry.Id} occurs twice"));
            }
            else
            {
                throw new InvalidInputException($"{path}: has more structures than {SpectraFile} spectra ({spectra.Shape[0]})");
            }
        }

        if (given > 0 && given < entries.Count)
        {
            throw new InvalidInputException($"{path}: {given} of {entries.Count} structures have 'split='; give it to all of them or to none");
        }

        return entries.Count == spectra.Shape[0]
            ? (entries, given > 0)
            : throw new InvalidInputException($"{path}: has {Counted.Of(entries.Count, "structure")}, {SpectraFile} {Counted.Spectra(spectra.Shape[0])}");
    }

    private static DataSetEntry ReadEntry(
        StructureFrame frame, string set, SpectrumProtocol protocol, ReadOnlyMemory<float> spectrum, RawSpectrum? raw, SplitKey by)
    {
        if (!frame.Info.TryGetValue("id", out var id) || id.Length == 0)
        {
            throw new InvalidInputException($"{frame.Place}: has no 'id=' in its comment line");
        }

        if (!frame.Info.TryGetValue("absorber", out var text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var absorber)
            || absorber >= frame.Structure.Count)
        {
            throw new InvalidInputException($"{frame.Place}: 'absorber=' must give the 0-based index of one of its atoms, 0 to {frame.Structure.Count - 1}");
        }

        var group = frame.Info.GetValueOrDefault("group");
        var element = ChemicalElement.Symbol(frame.Structure.AtomicNumbers[absorber]);
        return element == protocol.Absorber
            ? new DataSetEntry(
                id,
                group,
                new AbsorberSite(frame.Structure, absorber),
                spectrum,
                raw,
                PartOf(frame) ?? Split.PartOf(set, by == SplitKey.Group && group is not null ? group : id),
                frame.Place)
            : throw new InvalidInputException($"{frame.Place}: its absorber is {element}, the data set's {protocol.Absorber}");
    }

    private static SplitPart? PartOf(StructureFrame frame) =>
        !frame.Info.TryGetValue("split", out var text)
            ? null
            : Split.PartOf(text) ?? throw new InvalidInputException($"{frame.Place}: 'split={text}' must be train, validation or test");

    /// <summary>The raw spectra of a set and their common grid.</summary>
    private sealed record RawArrays(double[] FermiEnergies, float[] Values)
    {
        public RawSpectrum Of(StructureFrame frame, int row)
        {
            var values = Values.AsSpan(row * FermiEnergies.Length, FermiEnergies.Length);
            var absorption = new double[values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                absorption[i] = values[i];
            }

            return new RawSpectrum(FermiEnergies, absorption, Number(frame, "e_cut"), Number(frame, "epsii"));
        }

        private static double Number(StructureFrame frame, string key) =>
            frame.Info.TryGetValue(key, out var text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
                ? value
                : throw new InvalidInputException($"{frame.Place}: '{key}=' must give a number in eV");
    }
}
