using MathNet.Numerics.Distributions;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>
/// Displaced copies of the atoms around an absorber: the same random numbers for every width, in pairs of opposites, scaled so that each
/// coordinate's variance over the copies is that of the width.
/// </summary>
internal sealed class DisorderCopies
{
    private readonly int[] _atoms;
    private readonly double[][] _displacements;

    /// <summary>Draws the displacements.</summary>
    /// <param name="atoms">The numbers in the draft of the atoms that are displaced.</param>
    /// <param name="copies">The number of copies.</param>
    /// <param name="random">The random numbers.</param>
    public DisorderCopies(int[] atoms, int copies, Random random)
    {
        _atoms = atoms;
        _displacements = new double[copies][];
        for (var copy = 0; copy < copies; copy++)
        {
            _displacements[copy] = copy % 2 == 1
                ? [.. _displacements[copy - 1].Select(value => -value)]
                : [.. Enumerable.Range(0, 3 * atoms.Length).Select(_ => Normal.Sample(random, 0.0, 1.0))];
        }

        for (var coordinate = 0; coordinate < 3 * atoms.Length; coordinate++)
        {
            var scale = 1.0 / Math.Sqrt(_displacements.Average(copy => copy[coordinate] * copy[coordinate]));
            foreach (var copy in _displacements)
            {
                copy[coordinate] *= scale;
            }
        }
    }

    /// <summary>The number of copies.</summary>
    public int Count => _displacements.Length;

    /// <summary>Displaces the atoms of a draft as in one copy.</summary>
    /// <param name="draft">The atoms.</param>
    /// <param name="copy">The copy.</param>
    /// <param name="width">The standard deviation along each axis in Å.</param>
    public void Apply(StructureDraft draft, int copy, double width)
    {
        var positions = draft.Positions;
        for (var i = 0; i < _atoms.Length; i++)
        {
            for (var axis = 0; axis < 3; axis++)
            {
                positions[(3 * _atoms[i]) + axis] += width * _displacements[copy][(3 * i) + axis];
            }
        }
    }
}
