using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Plugin.Reconstruction;

/// <summary>Makes structures of positions and judges them by their own descriptor.</summary>
internal sealed class AnswerBuilder(int absorber, PairRdf descriptor, DistanceTargets targets, float[] given)
{
    private readonly DistanceFit _fit = new(targets);
    private readonly float[] _own = new float[given.Length];

    /// <summary>Makes and judges the structure of positions.</summary>
    public ReconstructedStructure Build(NodePositions positions)
    {
        _fit.Measure(positions);
        var structure = StructureOf(positions);
        int? differing = null;
        try
        {
            differing = CountDiffering(structure);
        }
        catch (InvalidInputException)
        {
            // Atoms of a failed search may lie on each other, which the descriptor refuses.
        }

        var verdict = differing == 0 ? ReconstructionVerdict.Exact
            : differing is not null && _fit.IsNear ? ReconstructionVerdict.Near
            : ReconstructionVerdict.None;
        return new ReconstructedStructure(structure, verdict, differing ?? targets.DistanceCount, _fit.Farthest, _fit.RootMeanSquare);
    }

    private AtomicStructure StructureOf(NodePositions positions)
    {
        var nodes = Enumerable.Range(1, positions.AtomCount)
            .OrderBy(node => targets.Species[node - 1])
            .ThenBy(node => positions.Distance(0, node))
            .Prepend(0)
            .ToArray();
        var elements = descriptor.Parameters.Cluster.Elements;
        var numbers = nodes.Select(node => node == 0 ? absorber : elements[targets.Species[node - 1]]).ToArray();
        var coordinates = nodes.SelectMany(node => new double[] { positions.X[node], positions.Y[node], positions.Z[node] }).ToArray();
        return new AtomicStructure(numbers, coordinates);
    }

    /// <summary>A count that moved to another bin is missing in one and too many in the other, and counts once.</summary>
    private int CountDiffering(AtomicStructure structure)
    {
        descriptor.Describe(structure.View, 0, _own);
        var missing = 0.0f;
        var added = 0.0f;
        for (var i = 0; i < given.Length; i++)
        {
            var difference = _own[i] - given[i];
            missing += Math.Max(0.0f, -difference);
            added += Math.Max(0.0f, difference);
        }

        return (int)Math.Max(missing, added);
    }
}
