using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>A cluster in the making: the absorber at the origin, then further atoms, rounded as they are placed.</summary>
internal sealed class AtomGroup
{
    private readonly double _rounding;
    private readonly List<(int AtomicNumber, Vector3Double Position)> _atoms;

    /// <summary>Starts with the absorber.</summary>
    /// <param name="absorber">Its atomic number.</param>
    /// <param name="rounding">Coordinates become multiples of this length in Å.</param>
    public AtomGroup(int absorber, double rounding)
    {
        _rounding = rounding;
        _atoms = [(absorber, default)];
    }

    /// <summary>The atoms so far.</summary>
    public IReadOnlyList<(int AtomicNumber, Vector3Double Position)> Atoms => _atoms;

    /// <summary>Reads the key <c>rounding</c> of a plan in Å.</summary>
    /// <exception cref="InvalidInputException">It is not 1 Å divided by a whole number, or not within 0.000001 to 0.1 Å.</exception>
    public static double ReadRounding(YamlMap map, double otherwise)
    {
        var rounding = map.NumberBetween("rounding", 1e-6, 0.1, otherwise);
        return Math.Abs((1.0 / rounding) - Math.Round(1.0 / rounding)) < 1e-6 / rounding
            ? rounding
            : throw new InvalidInputException(FormattableString.Invariant(
                $"{map.Source}: 'rounding' must be 1 Å divided by a whole number, such as 0.01 or 0.001, not {rounding}"));
    }

    /// <summary>Adds an atom where it keeps the least distances.</summary>
    /// <returns>False where it does not; nothing is added then.</returns>
    public bool TryAdd(int atomicNumber, Vector3Double position, MinimumDistances distances)
    {
        var rounded = Rounded(position);
        if (!distances.Admit(atomicNumber, rounded, _atoms))
        {
            return false;
        }

        _atoms.Add((atomicNumber, rounded));
        return true;
    }

    /// <summary>Adds an atom wherever it stands.</summary>
    public void Add(int atomicNumber, Vector3Double position) => _atoms.Add((atomicNumber, Rounded(position)));

    /// <summary>Removes the atom added last.</summary>
    public void RemoveLast() => _atoms.RemoveAt(_atoms.Count - 1);

    /// <summary>The cluster.</summary>
    public AtomicStructure ToStructure() => ClusterCut.ToStructure(_atoms[0].AtomicNumber, _atoms[1..]);

    private Vector3Double Rounded(Vector3Double position) => new(Rounded(position.X), Rounded(position.Y), Rounded(position.Z));

    // Dividing by the whole number of steps in an Å keeps 0.07 the double nearest to 0.07.
    private double Rounded(double coordinate) => Math.Round(coordinate / _rounding) / Math.Round(1.0 / _rounding);
}
