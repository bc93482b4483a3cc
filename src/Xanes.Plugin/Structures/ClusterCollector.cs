using System.Runtime.CompilerServices;
using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>Gathers the atoms within the cutoff of one absorber, in the order they are met.</summary>
internal ref struct ClusterCollector
{
    [ThreadStatic]
    private static ClusterAtom[]? _buffer;

    private readonly StructureView _structure;
    private readonly ClusterSpec _spec;
    private readonly Vector3Double _origin;
    private readonly int _absorber;
    private readonly double _cutoff;
    private readonly double _looseSquare;
    private readonly Span<int> _countOfSpecies;
    private ClusterAtom[] _found;
    private int _count;

    /// <summary>Starts with no atoms.</summary>
    /// <param name="structure">The structure that the atoms are of.</param>
    /// <param name="absorber">The absorbing atom's 0-based index.</param>
    /// <param name="origin">The absorber's position in Å.</param>
    /// <param name="spec">The cutoff and the listed elements.</param>
    /// <param name="countOfSpecies">Takes the number of atoms of each species; overwritten.</param>
    public ClusterCollector(StructureView structure, int absorber, Vector3Double origin, ClusterSpec spec, Span<int> countOfSpecies)
    {
        _structure = structure;
        _spec = spec;
        _origin = origin;
        _absorber = absorber;
        _cutoff = spec.MaximumRadius;
        // Loose by a rounding error: the distance itself decides.
        _looseSquare = _cutoff * _cutoff * spec.Margin * spec.Margin * (1.0 + 1e-14);
        _countOfSpecies = countOfSpecies;
        _countOfSpecies.Clear();
        _found = _buffer ??= new ClusterAtom[256];
    }

    /// <summary>Atoms within the cutoff whose element is not listed.</summary>
    public int Ignored { get; private set; }

    /// <summary>Atoms behind the cutoff and within the margin.</summary>
    public int Beyond { get; private set; }

    /// <summary>The atoms gathered so far.</summary>
    public readonly ReadOnlySpan<ClusterAtom> Found => _found.AsSpan(0, _count);

    /// <summary>Takes an atom, or an image of it at another place, if it lies within the cutoff; counts it if within the margin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(int atom, double x, double y, double z)
    {
        var dx = x - _origin.X;
        var dy = y - _origin.Y;
        var dz = z - _origin.Z;
        var square = (dx * dx) + (dy * dy) + (dz * dz);
        if (square <= _looseSquare)
        {
            Take(atom, x, y, z, Math.Sqrt(square));
        }
    }

    /// <summary>Whether an atom is treated as if it were not there.</summary>
    public readonly bool Skips(int atom) => _spec.SpeciesOf(_structure.AtomicNumbers[atom]) == ClusterSpec.Absent;

    /// <summary>Whether a place is within the cutoff or the margin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Reaches(double x, double y, double z)
    {
        var dx = x - _origin.X;
        var dy = y - _origin.Y;
        var dz = z - _origin.Z;
        return (dx * dx) + (dy * dy) + (dz * dz) <= _looseSquare;
    }

    private void Take(int atom, double x, double y, double z, double radius)
    {
        if (Skips(atom))
        {
            return;
        }

        if (radius > _cutoff)
        {
            Beyond++;
            return;
        }

        if (radius < ClusterBuilder.OverlapDistance)
        {
            throw ClusterBuilder.Overlap(_structure, atom, _absorber, radius);
        }

        var species = _spec.SpeciesOf(_structure.AtomicNumbers[atom]);
        if (species < 0)
        {
            if (!_spec.IgnoreUnlisted)
            {
                throw ClusterBuilder.Unlisted(_structure, atom, radius, _spec);
            }

            Ignored++;
            return;
        }

        if (_count == _found.Length)
        {
            Array.Resize(ref _found, 2 * _count);
            _buffer = _found;
        }

        _found[_count++] = new ClusterAtom(x, y, z, radius, atom, species);
        _countOfSpecies[species]++;
    }
}
