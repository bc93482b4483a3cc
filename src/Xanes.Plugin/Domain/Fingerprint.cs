using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Domain;

/// <summary>
/// A cluster as a short vector whose length depends on the number of element classes alone. In blocks of eight: the numbers of atoms of
/// eight classes each; for each class its atoms by distance to the absorber, spread over eight Gaussians; for each class the distances of its
/// atoms to all other neighbours, spread likewise. Atoms count by 3 Å / r and pairs by the product, both fade out before the cutoff as in
/// the networks, and of each sum the square root is taken, whose scatter is alike for few atoms and for many.
/// </summary>
internal sealed class Fingerprint
{
    /// <summary>The number of Gaussians of a block, and of the values of a block.</summary>
    public const int Block = 8;

    private const double Step = 0.02;
    private const double ReferenceDistance = 3.0;
    private const double SmallestDistance = 1.5;
    private const double LargestTaper = 0.5;
    private const float Offset = 0.05f;
    private const float WeightOfCounts = 3.0f;
    private const float WeightOfPairs = 0.5f;

    /// <summary>The Gaussians' widths in units of the distance of their centres.</summary>
    private const double RadialWidth = 0.75;

    private const double PairWidth = 0.7;

    [ThreadStatic]
    private static Scratch? _scratch;

    private readonly ElementClasses _classes;
    private readonly double[] _radialCentres;
    private readonly double[] _pairCentres;
    private readonly Vector256<float>[] _radialRows;
    private readonly Vector256<float>[] _pairRows;
    private readonly float[] _weights;
    private readonly float[] _fades;

    /// <summary>Prepares the tables.</summary>
    /// <param name="cutoff">The clusters' cutoff in Å.</param>
    /// <param name="classes">The classes of the species.</param>
    public Fingerprint(double cutoff, ElementClasses classes)
    {
        Cutoff = cutoff;
        _classes = classes;
        _radialCentres = Even(Math.Min(1.8, 0.36 * cutoff), cutoff - 0.2);
        _pairCentres = Even(Math.Min(1.4, 0.28 * cutoff), cutoff + 0.6);
        _fades = Table(cutoff, ExactFade);
        _weights = Table(cutoff, r => ExactFade(r) * ReferenceDistance / Math.Max(r, SmallestDistance));
        _radialRows = [.. _weights.Select((weight, entry) => weight * Gaussians(entry * Step, _radialCentres, RadialWidth))];
        _pairRows = [.. Table(2.0 * cutoff, d => d).Select(d => Gaussians(d, _pairCentres, PairWidth))];
    }

    /// <summary>The cutoff in Å.</summary>
    public double Cutoff { get; }

    /// <summary>The number of values for a number of classes.</summary>
    public static int LengthOf(int classes) => Block * (CountBlocksOf(classes) + (2 * classes));

    /// <summary>The number of blocks that hold the numbers of atoms.</summary>
    public static int CountBlocksOf(int classes) => (classes + Block - 1) / Block;

    /// <summary>The number of values.</summary>
    public int Length => LengthOf(_classes.Count);

    /// <summary>The classes of a cluster's atoms, a bit each.</summary>
    public uint ClassesOf(Cluster cluster)
    {
        var present = 0u;
        for (var species = 0; species < cluster.SpeciesCount; species++)
        {
            present |= cluster.Start(species) < cluster.Start(species + 1) ? 1u << _classes.Of(species) : 0u;
        }

        return present;
    }

    /// <summary>Describes a cluster; allocates nothing.</summary>
    /// <param name="cluster">Cut at the cutoff.</param>
    /// <param name="values">Takes the vector, [<see cref="Length"/>].</param>
    /// <param name="nearestPairs">Takes the smallest distances in Å between neighbours of each pair of classes, infinite without pairs.</param>
    public void Describe(Cluster cluster, Span<float> values, Span<double> nearestPairs)
    {
        var classes = _classes.Count;
        var countBlocks = CountBlocksOf(classes);
        Span<Vector256<float>> sums = stackalloc Vector256<float>[countBlocks + (2 * classes)];
        Span<double> squares = stackalloc double[classes * classes];
        sums.Clear();
        squares.Fill(double.PositiveInfinity);
        var scratch = _scratch ??= new Scratch();
        scratch.MakeRoom(cluster.Count);
        AddAtoms(cluster, scratch, sums);
        AddPairs(cluster, scratch, sums[(countBlocks + classes)..], squares);
        for (var (first, pair) = (0, 0); first < classes; first++)
        {
            for (var second = first; second < classes; second++, pair++)
            {
                nearestPairs[pair] = Math.Sqrt(Math.Min(squares[(first * classes) + second], squares[(second * classes) + first]));
            }
        }

        ref var destination = ref MemoryMarshal.GetReference(values);
        for (var block = 0; block < sums.Length; block++)
        {
            var weight = block < countBlocks ? WeightOfCounts : block < countBlocks + classes ? 1.0f : WeightOfPairs;
            var roots = Vector256.Sqrt(sums[block] + Vector256.Create(Offset)) - Vector256.Create(MathF.Sqrt(Offset));
            (weight * roots).StoreUnsafe(ref destination, (nuint)(block * Block));
        }
    }

    /// <summary>How much an atom at a distance counts: 1, and 0 at the cutoff.</summary>
    public float Fade(double radius) => _fades[EntryOf(radius)];

    /// <summary>What a value counts, in words.</summary>
    public string Name(int feature)
    {
        var countBlocks = CountBlocksOf(_classes.Count);
        var (kind, place) = ((feature / Block) - countBlocks, feature % Block);
        return kind < 0 ? $"{_classes.Names[Math.Min(feature, _classes.Count - 1)]}"
            : kind < _classes.Count ? FormattableString.Invariant($"{_classes.Names[kind]} near {_radialCentres[place]:0.0} Å")
            : FormattableString.Invariant($"distances of {_classes.Names[kind - _classes.Count]} to other neighbours near {_pairCentres[place]:0.0} Å");
    }

    private double ExactFade(double radius)
    {
        var taper = Math.Min(LargestTaper, 0.1 * Cutoff);
        var into = Math.Clamp((radius - (Cutoff - taper)) / taper, 0.0, 1.0);
        return 0.5 * (1.0 + Math.Cos(Math.PI * into));
    }

    private void AddAtoms(Cluster cluster, Scratch scratch, Span<Vector256<float>> sums)
    {
        var counts = MemoryMarshal.Cast<Vector256<float>, float>(sums);
        var radius = cluster.Radius;
        var radial = sums[CountBlocksOf(_classes.Count)..];
        for (var species = 0; species < cluster.SpeciesCount; species++)
        {
            var (first, last) = (cluster.Start(species), cluster.Start(species + 1));
            if (first == last)
            {
                continue;
            }

            var kind = _classes.Of(species);
            for (var atom = first; atom < last; atom++)
            {
                var entry = EntryOf(radius[atom]);
                scratch.Classes[atom] = kind;
                scratch.Weights[atom] = _weights[entry];
                counts[kind] += _fades[entry];
                radial[kind] += _radialRows[entry];
            }
        }
    }

    private void AddPairs(Cluster cluster, Scratch scratch, Span<Vector256<float>> sums, Span<double> squares)
    {
        var x = cluster.X;
        var y = cluster.Y;
        var z = cluster.Z;
        var classes = sums.Length;
        ref var row = ref MemoryMarshal.GetArrayDataReference(_pairRows);
        var last = _pairRows.Length - 1;
        for (var atom = 0; atom < x.Length; atom++)
        {
            var own = Vector256<float>.Zero;
            var weight = 0.5f * scratch.Weights[atom];
            var kind = scratch.Classes[atom];
            var smallest = squares.Slice(kind * classes, classes);
            for (var other = atom + 1; other < x.Length; other++)
            {
                var (dx, dy, dz) = (x[other] - x[atom], y[other] - y[atom], z[other] - z[atom]);
                var square = (dx * dx) + (dy * dy) + (dz * dz);
                var otherKind = scratch.Classes[other];
                smallest[otherKind] = Math.Min(smallest[otherKind], square);
                var entry = Math.Min((int)((MathF.Sqrt((float)square) * (float)(1.0 / Step)) + 0.5f), last);
                var added = Unsafe.Add(ref row, entry) * (weight * scratch.Weights[other]);
                own += added;
                sums[otherKind] += added;
            }

            sums[kind] += own;
        }
    }

    private int EntryOf(double radius) => Math.Min((int)((radius * (1.0 / Step)) + 0.5), _weights.Length - 1);

    private static double[] Even(double first, double last) =>
        [.. Enumerable.Range(0, Block).Select(place => first + ((last - first) * place / (Block - 1)))];

    private static float[] Table(double last, Func<double, double> function) =>
        [.. Enumerable.Range(0, (int)(last / Step) + 2).Select(entry => (float)function(entry * Step))];

    private static Vector256<float> Gaussians(double distance, double[] centres, double width)
    {
        var sigma = width * (centres[1] - centres[0]);
        return Vector256.Create([.. centres.Select(centre => (float)Math.Exp(-0.5 * Math.Pow((distance - centre) / sigma, 2)))]);
    }

    private sealed class Scratch
    {
        public float[] Weights { get; private set; } = new float[64];

        public int[] Classes { get; private set; } = new int[64];

        public void MakeRoom(int atoms)
        {
            if (Weights.Length < atoms)
            {
                Weights = new float[2 * atoms];
                Classes = new int[2 * atoms];
            }
        }
    }
}
