using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>Takes structures as they are; ends with the last.</summary>
public sealed class FileSampler : IStructureSampler
{
    private readonly IReadOnlyList<SourceCrystal> _structures;
    private readonly double _cutoff;
    private readonly double _rounding;

    /// <summary>Reads the parameters from a data set's plan.</summary>
    /// <exception cref="InvalidInputException">A key is missing or not valid.</exception>
    public FileSampler(YamlMap map, IReadOnlyList<SourceCrystal> structures)
    {
        var faults = new FaultList(map.Source);
        _structures = structures;
        _cutoff = faults.Try(() => map.NumberBetween("cutoff", 1.0, CrystalSampler.LargestCutoff), 1.0);
        _rounding = faults.Try(() => AtomGroup.ReadRounding(map, 1e-6), 0.01);
        faults.ThrowIfAny();
    }

    /// <inheritdoc/>
    public IEnumerable<SampledStructure?> Sample()
    {
        foreach (var source in _structures)
        {
            foreach (var absorber in source.Absorbers)
            {
                var group = new AtomGroup(source.Structure.AtomicNumbers[absorber], _rounding);
                foreach (var (atomicNumber, position) in Surroundings(source.Structure, absorber, _cutoff))
                {
                    group.Add(atomicNumber, position);
                }

                yield return new SampledStructure(group.ToStructure(), source.Name);
            }
        }
    }

    private static IReadOnlyList<(int AtomicNumber, Vector3Double Position)> Surroundings(AtomicStructure structure, int absorber, double cutoff) =>
        structure.Periodic == PeriodicDirections.None
            ? ClusterCut.Whole(structure, absorber)
            : ClusterCut.Within(structure, absorber, cutoff);
}
