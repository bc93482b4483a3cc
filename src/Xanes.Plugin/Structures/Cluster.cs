using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>
/// The atoms around one absorber, periodic images included and the absorber left out, grouped by species. It keeps its
/// arrays between uses, so a thread that builds one cluster after another allocates nothing.
/// </summary>
public sealed class Cluster
{
    /// <summary>Every array holds at least this many entries past <see cref="Count"/>, so that vector loads may overrun.</summary>
    public const int Padding = 8;

    private double[] _x = new double[64];
    private double[] _y = new double[64];
    private double[] _z = new double[64];
    private double[] _radius = new double[64];
    private int[] _source = new int[64];
    private int[] _start = new int[4];

    /// <summary>The number of atoms.</summary>
    public int Count { get; private set; }

    /// <summary>The number of species of the spec that the cluster was built by.</summary>
    public int SpeciesCount { get; private set; }

    /// <summary>The absorber's 0-based index in the structure.</summary>
    public int Absorber { get; private set; }

    /// <summary>The absorber's position in Å.</summary>
    public Vector3Double Origin { get; private set; }

    /// <summary>The number of atoms within the cutoff that were left out because their element is not listed.</summary>
    public int Ignored { get; private set; }

    /// <summary>The number of atoms just behind the cutoff, as far as the spec's margin.</summary>
    public int Beyond { get; private set; }

    /// <summary>x in Å, in the structure's frame.</summary>
    public ReadOnlySpan<double> X => _x.AsSpan(0, Count);

    /// <summary>y in Å, in the structure's frame.</summary>
    public ReadOnlySpan<double> Y => _y.AsSpan(0, Count);

    /// <summary>z in Å, in the structure's frame.</summary>
    public ReadOnlySpan<double> Z => _z.AsSpan(0, Count);

    /// <summary>The distance of each atom to the absorber in Å.</summary>
    public ReadOnlySpan<double> Radius => _radius.AsSpan(0, Count);

    /// <summary>The index in the structure of the atom that each entry is, or is an image of.</summary>
    public ReadOnlySpan<int> Source => _source.AsSpan(0, Count);

    /// <summary>The first atom of a species; that of <see cref="SpeciesCount"/> is <see cref="Count"/>.</summary>
    public int Start(int species) => _start[species];

    /// <summary>The species of an atom of the cluster.</summary>
    public int SpeciesOf(int atom)
    {
        var species = 0;
        while (atom >= _start[species + 1])
        {
            species++;
        }

        return species;
    }

    internal double[] PaddedX => _x;

    internal double[] PaddedY => _y;

    internal double[] PaddedZ => _z;

    internal double[] PaddedRadius => _radius;

    /// <summary>Takes the atoms that were found, grouped by species and otherwise in their order.</summary>
    internal void Fill(
        int absorber, Vector3Double origin, int ignored, int beyond, ReadOnlySpan<int> countOfSpecies, ReadOnlySpan<ClusterAtom> found)
    {
        Absorber = absorber;
        Origin = origin;
        Ignored = ignored;
        Beyond = beyond;
        Count = found.Length;
        SpeciesCount = countOfSpecies.Length;
        MakeRoom();

        Span<int> next = stackalloc int[SpeciesCount];
        var start = 0;
        for (var species = 0; species < SpeciesCount; species++)
        {
            _start[species] = start;
            next[species] = start;
            start += countOfSpecies[species];
        }

        _start[SpeciesCount] = start;
        foreach (ref readonly var atom in found)
        {
            var slot = next[atom.Species]++;
            _x[slot] = atom.X;
            _y[slot] = atom.Y;
            _z[slot] = atom.Z;
            _radius[slot] = atom.Radius;
            _source[slot] = atom.Source;
        }
    }

    private void MakeRoom()
    {
        if (_start.Length <= SpeciesCount)
        {
            _start = new int[SpeciesCount + 1];
        }

        if (_x.Length < Count + Padding)
        {
            var size = Math.Max(Count + Padding, 2 * _x.Length);
            _x = new double[size];
            _y = new double[size];
            _z = new double[size];
            _radius = new double[size];
            _source = new int[size];
        }
    }
}
