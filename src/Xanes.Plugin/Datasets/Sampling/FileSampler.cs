using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>Takes structures as they are; ends with the last.</summary>
public sealed class FileSampler(YamlMap map, IReadOnlyList<SourceCrystal> structures) : IStructureSampler
{
    /// <inheritdoc/>
    public IEnumerable<SampledStructure> Sample()
    {
        var cutoff = map.Number("cutoff");
        var rounding = map.Number("rounding", 1e-6);
        foreach (var source in structures)
        {
            foreach (var absorber in source.Absorbers)
            {
                var group = new AtomGroup(source.Structure.AtomicNumbers[absorber], rounding);
                foreach (var (atomicNumber, position) in Surroundings(source.Structure, absorber, cutoff))
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
