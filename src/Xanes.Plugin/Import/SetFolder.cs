using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Import;

/// <summary>
/// A folder of one file of structures and one array of spectra: <c>structures.extxyz</c> (info: <c>absorber</c>; <c>id</c>, <c>group</c>,
/// <c>split</c>), <c>spectra.npy</c> [n, k] and <c>energy.npy</c> [k].
/// </summary>
internal static class SetFolder
{
    private const string StructuresFile = "structures.extxyz";
    private const string SpectraFile = "spectra.npy";
    private const string EnergyFile = "energy.npy";

    /// <summary>Whether a folder is one.</summary>
    public static bool IsOne(string folder) =>
        File.Exists(Path.Combine(folder, StructuresFile)) && File.Exists(Path.Combine(folder, SpectraFile));

    /// <summary>Reads a folder.</summary>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or they do not fit each other.</exception>
    public static IEnumerable<ImportedSpectrum> Read(string folder)
    {
        var energies = NpyFile.Read<double>(Path.Combine(folder, EnergyFile)).Values;
        var path = Path.Combine(folder, SpectraFile);
        var spectra = NpyFile.Read<double>(path);
        var frames = StructureReader.Read(Path.Combine(folder, StructuresFile)).ToArray();
        if (spectra.Shape is not [var rows, var points] || rows != frames.Length || points != energies.Length)
        {
            throw new InvalidInputException(
                $"{path}: is {spectra.ShapeText}; {StructuresFile} has {Counted.Of(frames.Length, "structure")} and {EnergyFile} {Counted.Of(energies.Length, "energy", "energies")}");
        }

        return frames.Select((frame, row) => new ImportedSpectrum(
            frame.Info.GetValueOrDefault("id") ?? row.ToString(CultureInfo.InvariantCulture),
            frame.Place,
            frame.Structure,
            Absorber(frame),
            energies,
            spectra.Values[(row * points)..((row + 1) * points)])
        {
            Group = frame.Info.GetValueOrDefault("group"),
            Part = Part(frame),
        });
    }

    private static int? Absorber(StructureFrame frame) =>
        !frame.Info.TryGetValue("absorber", out var text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var absorber) && absorber < frame.Structure.Count ? absorber
        : throw new InvalidInputException($"{frame.Place}: 'absorber={text}' must be the 0-based index of one of its atoms, 0 to {frame.Structure.Count - 1}");

    private static SplitPart? Part(StructureFrame frame) =>
        !frame.Info.TryGetValue("split", out var text)
            ? null
            : Split.PartOf(text) ?? throw new InvalidInputException($"{frame.Place}: 'split={text}' must be train, validation or test");
}
