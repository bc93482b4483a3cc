using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>
/// Cuts clusters out of perturbed crystals: the crystals and their inequivalent absorbers in turn, each axis stretched, the
/// cluster cut, every atom but the absorber moved, and in some cuts one atom left out.
/// </summary>
public sealed class CrystalSampler : IStructureSampler
{
    /// <summary>The largest radius in Å that clusters are cut at.</summary>
    internal const double LargestCutoff = 15.0;

    private const double LeastDistance = 0.9;

    private readonly IReadOnlyList<SourceCrystal> _crystals;
    private readonly double _cutoff;
    private readonly double _strain;
    private readonly (double Least, double Most) _rattle;
    private readonly double _vacancies;
    private readonly double _rounding;
    private readonly int _seed;

    /// <summary>Reads the parameters from a data set's plan.</summary>
    /// <exception cref="InvalidInputException">A key is missing or not valid, or there are no crystals.</exception>
    public CrystalSampler(YamlMap map, IReadOnlyList<SourceCrystal> crystals)
    {
        var faults = new FaultList(map.Source);
        _crystals = crystals;
        if (crystals.Count == 0)
        {
            faults.Add($"{map.Source}: 'sources' names no crystal; add structure files");
        }

        _cutoff = faults.Try(() => map.NumberBetween("cutoff", 1.0, LargestCutoff), 1.0);
        _strain = faults.Try(() => map.NumberBetween("strain", 0.0, 0.1), 0.0);
        _rattle = faults.Try(() => map.RangeBetween("rattle", 0.0, 1.0), default);
        _vacancies = faults.Try(() => map.NumberBetween("vacancies", 0.0, 1.0, 0.0), 0.0);
        _rounding = faults.Try(() => AtomGroup.ReadRounding(map, 0.01), 0.01);
        _seed = faults.Try(() => map.Integer("seed"), 0);
        faults.ThrowIfAny();
    }

    /// <inheritdoc/>
    public IEnumerable<SampledStructure?> Sample()
    {
        var random = new MersenneTwister(_seed);
        for (var round = 0; ; round = (round + 1) % int.MaxValue)
        {
            foreach (var crystal in _crystals)
            {
                yield return TryCut(crystal, crystal.Absorbers[round % crystal.Absorbers.Count], random);
            }
        }
    }

    private SampledStructure? TryCut(SourceCrystal crystal, int absorber, MersenneTwister random)
    {
        var stretch = new Vector3Double(Stretch(random), Stretch(random), Stretch(random));
        var atoms = ClusterCut.Within(Stretched(crystal.Structure, stretch), absorber, _cutoff).ToList();
        if (random.NextDouble() < _vacancies && atoms.Count > 1)
        {
            atoms.RemoveAt(random.Next(atoms.Count));
        }

        var deviation = _rattle.Least + (random.NextDouble() * (_rattle.Most - _rattle.Least));
        var group = new AtomGroup(crystal.Structure.AtomicNumbers[absorber], _rounding);
        foreach (var (atomicNumber, position) in atoms)
        {
            var move = new Vector3Double(Shift(deviation, random), Shift(deviation, random), Shift(deviation, random));
            if (group.Atoms.Any(other => (other.Position - (position + move)).Length < LeastDistance))
            {
                return null;
            }

            group.Add(atomicNumber, position + move);
        }

        return new SampledStructure(group.ToStructure(), crystal.Name);
    }

    private double Stretch(MersenneTwister random) => 1.0 + Normal.Sample(random, 0.0, _strain);

    private static double Shift(double deviation, MersenneTwister random) => Normal.Sample(random, 0.0, deviation);

    private static AtomicStructure Stretched(AtomicStructure structure, Vector3Double stretch)
    {
        double[] Stretch(ReadOnlySpan<double> vectors)
        {
            var stretched = vectors.ToArray();
            for (var i = 0; i < stretched.Length; i++)
            {
                stretched[i] *= i % 3 == 0 ? stretch.X : i % 3 == 1 ? stretch.Y : stretch.Z;
            }

            return stretched;
        }

        return new AtomicStructure(structure.AtomicNumbers, Stretch(structure.Positions), Stretch(structure.Cell), structure.Periodic);
    }
}
