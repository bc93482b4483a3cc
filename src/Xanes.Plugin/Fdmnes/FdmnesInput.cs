using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Fdmnes;

/// <summary>The text of an FDMNES input file.</summary>
public sealed record FdmnesInput
{
    /// <summary>The input's file name in the folder of a run.</summary>
    public const string FileName = "in.txt";

    /// <summary>The base of the names of the output files.</summary>
    public const string OutputBase = "out";

    private FdmnesInput(FdmnesProtocol protocol, string absorber, string atoms)
    {
        var text = new StringBuilder();
        Add(text, "Filout", OutputBase);
        Add(text, "Range", protocol.Range.Text);
        if (protocol.Method == FdmnesMethod.Green)
        {
            Add(text, "Green");
        }

        if (protocol.IsSelfConsistent)
        {
            Add(text, "SCF");
        }

        if (protocol.ImaginaryEnergy is { } imaginaryEnergy)
        {
            Add(text, "Eimag", imaginaryEnergy);
        }

        Add(text, "Radius", protocol.Radius);
        Add(text, "Edge", protocol.Edge);
        text.Append(absorber).Append(atoms);
        Add(text, "Convolution");
        text.Append(" End\n");
        Text = text.ToString();
    }

    private FdmnesInput(string text) => Text = text;

    /// <summary>The file's content.</summary>
    public string Text { get; }

    /// <summary>The calculation's name: the first 16 hexadecimal digits of the SHA-256 of the text.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..16];

    /// <summary>Takes an input that was written before.</summary>
    public static FdmnesInput FromText(string text) => new(text);

    /// <summary>What a protocol asks of FDMNES, without atoms: its hash tells protocols apart whose calculations differ.</summary>
    public static FdmnesInput WithoutAtoms(FdmnesProtocol protocol) =>
        new(protocol, Keyword("Z_absorber", protocol.Absorber.ToString(CultureInfo.InvariantCulture)), "");

    /// <summary>Writes a cluster as <c>Molecule</c>: the absorber at the origin, then the other atoms in their order.</summary>
    /// <param name="protocol">The rest of the calculation.</param>
    /// <param name="site">A structure that is not periodic, with its absorber.</param>
    /// <exception cref="InvalidInputException">A periodic structure, an element that the protocol does not have, or atoms too close.</exception>
    public static FdmnesInput OfCluster(FdmnesProtocol protocol, AbsorberSite site)
    {
        var structure = site.Structure;
        if (structure.Periodic != PeriodicDirections.None)
        {
            throw new InvalidInputException("the structure is periodic; write it as a crystal or cut a cluster out of it");
        }

        AbsorberSelection.Index(site.Absorber).Resolve(structure);
        CheckAbsorber(protocol, structure, site.Absorber);
        FdmnesDistances.Check(structure);
        var origin = structure.Position(site.Absorber);
        var atoms = new StringBuilder();
        atoms.Append(" Molecule\n 1.0 1.0 1.0 90. 90. 90.\n");
        AddAtom(atoms, structure.AtomicNumbers[site.Absorber], default);
        for (var atom = 0; atom < structure.Count; atom++)
        {
            protocol.CheckElement(structure, atom);
            if (atom != site.Absorber)
            {
                AddAtom(atoms, structure.AtomicNumbers[atom], structure.Position(atom) - origin);
            }
        }

        return new FdmnesInput(protocol, Keyword("Absorber", "1"), atoms.Append('\n').ToString());
    }

    /// <summary>Writes a crystal as <c>Crystal</c> with its cell and fractional positions.</summary>
    /// <param name="protocol">The rest of the calculation.</param>
    /// <param name="structure">A structure that is periodic in three directions.</param>
    /// <param name="absorbers">One atom by index, or all of the protocol's element: then one output for each inequivalent site.</param>
    /// <exception cref="InvalidInputException">Not such a structure, no such absorber, or atoms too close.</exception>
    public static FdmnesInput OfCrystal(FdmnesProtocol protocol, AtomicStructure structure, AbsorberSelection absorbers)
    {
        if (structure.Periodic != PeriodicDirections.All)
        {
            throw new InvalidInputException("the structure is not periodic in all three directions; cut a cluster out of it instead");
        }

        foreach (var absorber in absorbers.Resolve(structure))
        {
            CheckAbsorber(protocol, structure, absorber);
        }

        FdmnesDistances.Check(structure);
        var cell = new CrystalCell(structure.Cell);
        var atoms = new StringBuilder();
        atoms.Append(CultureInfo.InvariantCulture, $" Crystal\n {cell.Text}\n");
        for (var atom = 0; atom < structure.Count; atom++)
        {
            protocol.CheckElement(structure, atom);
            AddAtom(atoms, structure.AtomicNumbers[atom], cell.Fractional(structure.Position(atom)));
        }

        var absorberText = absorbers.AtomIndex is { } index
            ? Keyword("Absorber", (index + 1).ToString(CultureInfo.InvariantCulture))
            : Keyword("Z_absorber", protocol.Absorber.ToString(CultureInfo.InvariantCulture));
        return new FdmnesInput(protocol, absorberText, atoms.Append('\n').ToString());
    }

    private static void CheckAbsorber(FdmnesProtocol protocol, AtomicStructure structure, int absorber)
    {
        if (structure.AtomicNumbers[absorber] != protocol.Absorber)
        {
            throw new InvalidInputException(
                $"the absorber, {structure.View.NameAtom(absorber)}, is not the protocol's " +
                $"({ChemicalElement.Symbol(protocol.Absorber)}); choose another");
        }
    }

    private static string Keyword(string keyword, params IReadOnlyList<string> lines) =>
        string.Concat(lines.Prepend(keyword).Select(line => $" {line}\n")) + "\n";

    private static void Add(StringBuilder text, string keyword, params IReadOnlyList<string> lines) => text.Append(Keyword(keyword, lines));

    private static void AddAtom(StringBuilder text, int atomicNumber, Vector3Double position) =>
        text.Append(CultureInfo.InvariantCulture, $" {atomicNumber} {Number(position.X)} {Number(position.Y)} {Number(position.Z)}\n");

    private static string Number(double coordinate)
    {
        var rounded = Math.Round(coordinate, 6);
        return (rounded == 0.0 ? 0.0 : rounded).ToString("0.000000", CultureInfo.InvariantCulture);
    }
}
