using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Measured.Reading.Columns;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Import;

/// <summary>
/// A folder of FEFF: <c>xmu.dat</c> (photon energy and mu, which FEFF has divided by the edge step) and the atoms in <c>feff.inp</c>, or in
/// a <c>POSCAR</c>.
/// </summary>
internal static class FeffFolder
{
    private const string SpectrumFile = "xmu.dat";
    private const string InputFile = "feff.inp";
    private const string CrystalFile = "POSCAR";
    private const int EnergyColumn = 0;
    private const int AbsorptionColumn = 3;

    /// <summary>Whether a folder is one.</summary>
    public static bool IsOne(string folder) => File.Exists(Path.Combine(folder, SpectrumFile));

    /// <summary>Reads a folder.</summary>
    /// <exception cref="InvalidInputException">A file is missing or damaged, or it is not clear which atom absorbs.</exception>
    public static ImportedSpectrum Read(string folder, string id, string absorber)
    {
        var table = ColumnTable.Parse(ReadText(Path.Combine(folder, SpectrumFile)));
        if (table.Columns <= AbsorptionColumn)
        {
            throw new InvalidInputException($"{folder}/{SpectrumFile}: has {Counted.Of(table.Columns, "column")}; FEFF's are omega, e, k, mu, mu0, chi");
        }

        var (structure, site) = ReadAtoms(folder, id, absorber);
        return new ImportedSpectrum(id, folder, structure, site, table.Column(EnergyColumn), table.Column(AbsorptionColumn));
    }

    private static (AtomicStructure Structure, int? Absorber) ReadAtoms(string folder, string id, string absorber)
    {
        var (input, crystal) = (Path.Combine(folder, InputFile), Path.Combine(folder, CrystalFile));
        if (File.Exists(crystal))
        {
            var structure = StructureReader.Read(crystal).First().Structure;
            return (structure, SiteOfName(id, structure, absorber) ?? Sites.OnlyOne(structure, absorber));
        }

        return File.Exists(input)
            ? FeffInput.Read(ReadText(input), input)
            : throw new InvalidInputException($"{folder}: has {SpectrumFile}, but neither {InputFile} nor {CrystalFile}; add the one it was computed from");
    }

    /// <summary>The site that a name ends with, as in <c>mp-361_000</c>.</summary>
    private static int? SiteOfName(string id, AtomicStructure structure, string absorber)
    {
        var ending = id[(id.LastIndexOf('_') + 1)..];
        return ending.Length < id.Length
            && int.TryParse(ending, NumberStyles.None, CultureInfo.InvariantCulture, out var site)
            && site < structure.Count
            && ChemicalElement.Symbol(structure.AtomicNumbers[site]) == absorber
                ? site
                : null;
    }

    private static string ReadText(string path) => Measured.Reading.FileText.Read(path);
}
