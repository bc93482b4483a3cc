using BenchmarkDotNet.Attributes;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Benchmarks;

/// <summary>Time to describe one structure, one absorber, one thread, beside the naive way (the ratio column).</summary>
[MemoryDiagnoser]
public class DescriptorBenchmark
{
    private AtomicStructure[] _structures = [];
    private PairRdf _descriptor = null!;
    private float[] _vector = [];

    [ParamsSource(nameof(Kinds))]
    public string Structure { get; set; } = "";

    [Params(0.0, 0.3)]
    public double Sigma { get; set; }

    public static IEnumerable<string> Kinds => BenchmarkStructures.Kinds;

    [GlobalSetup]
    public void Open()
    {
        _structures = BenchmarkStructures.Read(Structure);
        _descriptor = new PairRdf(DescriptorSpec.Parse("kind: pair-rdf\nelements: [O, Si, Ag]\n").With("sigma", Sigma));
        _vector = new float[_descriptor.Length];
    }

    [Benchmark(OperationsPerInvoke = 20)]
    public float Xanes()
    {
        foreach (var structure in _structures)
        {
            _descriptor.Describe(structure.View, 0, _vector);
        }

        return _vector[0];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = 20)]
    public float Naive()
    {
        var sum = 0.0f;
        foreach (var structure in _structures)
        {
            sum += NaivePairRdf.Describe(structure, 0, 5.0, Sigma)[0];
        }

        return sum;
    }
}
