using Xanes.Interop;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Measured.Reading;

namespace Xanes.Plugin.Import;

/// <summary>
/// A folder of an FDMNES run of one absorber: the input, its raw output and the convolved one, of which the absorption is taken. The core
/// level's energy, which puts spectra of several runs on one axis, stands in the raw output.
/// </summary>
internal static class FdmnesFolder
{
    private const string Directions = "fdmfile.txt";

    /// <summary>Whether a folder is one.</summary>
    public static bool IsOne(string folder) =>
        File.Exists(Path.Combine(folder, FdmnesInput.FileName)) || File.Exists(Path.Combine(folder, Directions));

    /// <summary>Reads a folder. Energies count from the core level: those of FDMNES plus its Epsii.</summary>
    /// <exception cref="XanesException">A file is missing or damaged, or the run is of several inequivalent absorbers.</exception>
    public static ImportedSpectrum Read(string folder, string id, string absorber)
    {
        var path = Path.Combine(folder, InputName(folder));
        var input = FdmnesInputText.Parse(FileText.Read(path), path);
        var output = Path.Combine(folder, input.OutputBase);
        if (!File.Exists($"{output}.txt"))
        {
            throw new InvalidInputException(
                $"{folder}: has no {input.OutputBase}.txt of one absorber; compute inequivalent absorbers one by one (Absorber in place of Z_absorber)");
        }

        var header = FdmnesTable.Read($"{output}.txt").Header ?? throw new InvalidInputException($"{output}.txt: has no header line");
        var convolved = FdmnesTable.Read($"{output}_conv.txt");
        return new ImportedSpectrum(
            id,
            folder,
            input.Structure,
            input.Absorber ?? Sites.OnlyOne(input.Structure, absorber),
            [.. convolved.Energies.Select(energy => energy + header.Epsii)],
            [.. convolved.Absorption.Select(value => value / header.EquivalentAtoms)])
        {
            CoreLevel = header.Epsii,
        };
    }

    private static string InputName(string folder)
    {
        var directions = Path.Combine(folder, Directions);
        return File.Exists(Path.Combine(folder, FdmnesInput.FileName))
            ? FdmnesInput.FileName
            : File.ReadLines(directions).Select(line => line.Trim()).Skip(1).FirstOrDefault(line => line.Length > 0)
                ?? throw new InvalidInputException($"{directions}: names no input file in its second line");
    }
}
