using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Structures;

/// <summary>Reads every structure file and compares it with what ASE read from it.</summary>
public class AseReferenceTests
{
    private const double Tolerance = 1e-6;

    private static readonly Dictionary<string, AseFrame[]> Reference = AseFrame.All();

    [TestCaseSource(typeof(StructureFiles), nameof(StructureFiles.AllGood))]
    public void A_file_holds_the_frames_that_ASE_finds_in_it(string file)
    {
        var frames = StructureReader.Read(StructureFiles.Good(file)).ToList();

        Assert.That(frames, Has.Count.EqualTo(Reference[file].Length));
        foreach (var (frame, expected) in frames.Zip(Reference[file]))
        {
            var structure = frame.Structure;
            Assert.Multiple(() =>
            {
                Assert.That(structure.Periodic, Is.EqualTo(Directions(expected.Pbc)), frame.Place);
                Assert.That(CellOf(structure), Is.EqualTo(expected.Cell.SelectMany(row => row)).Within(Tolerance), frame.Place);
                Assert.That(frame.Info.GetValueOrDefault("absorber"), Is.EqualTo(expected.Absorber?.ToString()), frame.Place);
                Assert.That(frame.Info.GetValueOrDefault("id"), Is.EqualTo(expected.Id), frame.Place);
            });
            if (file.EndsWith(".cif", StringComparison.Ordinal))
            {
                AssertSameCrystal(structure, expected);
            }
            else
            {
                Assert.That(structure.AtomicNumbers.ToArray(), Is.EqualTo(expected.AtomicNumbers), frame.Place);
                Assert.That(structure.Positions.ToArray(), Is.EqualTo(expected.Positions.SelectMany(row => row)).Within(Tolerance), frame.Place);
            }
        }
    }

    /// <summary>Each atom of ours is one of theirs, moved by whole lattice vectors, and none is taken twice.</summary>
    private static void AssertSameCrystal(AtomicStructure structure, AseFrame expected)
    {
        Assert.That(structure.Count, Is.EqualTo(expected.AtomicNumbers.Length));
        var left = Enumerable.Range(0, structure.Count).ToList();
        for (var atom = 0; atom < structure.Count; atom++)
        {
            var partner = left.FindIndex(other =>
                expected.AtomicNumbers[other] == structure.AtomicNumbers[atom]
                && IsLatticeVector(structure.Position(atom) - Vector(expected.Positions[other]), expected.Cell));
            Assert.That(partner, Is.Not.Negative, $"atom {atom} at {structure.Position(atom)} is not in ASE's cell");
            left.RemoveAt(partner);
        }
    }

    private static bool IsLatticeVector(Vector3Double displacement, double[][] cell)
    {
        var (a, b, c) = (Vector(cell[0]), Vector(cell[1]), Vector(cell[2]));
        var volume = a.Dot(b.Cross(c));
        double[] fractions =
        [
            displacement.Dot(b.Cross(c)) / volume,
            displacement.Dot(c.Cross(a)) / volume,
            displacement.Dot(a.Cross(b)) / volume,
        ];
        // Copies of a site that is printed to four decimals differ by that much; which of them is kept is the reader's choice.
        return fractions.All(fraction => Math.Abs(fraction - Math.Round(fraction)) < 2e-4);
    }

    private static Vector3Double Vector(double[] row) => new(row[0], row[1], row[2]);

    private static double[] CellOf(AtomicStructure structure) => structure.Cell.IsEmpty ? new double[9] : structure.Cell.ToArray();

    private static PeriodicDirections Directions(bool[] pbc) =>
        (pbc[0] ? PeriodicDirections.A : 0) | (pbc[1] ? PeriodicDirections.B : 0) | (pbc[2] ? PeriodicDirections.C : 0);
}
