using BenchmarkDotNet.Attributes;
using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Models;

namespace Xanes.Benchmarks;

/// <summary>
/// Structure to spectrum end to end beside the bare ONNX Runtime call on descriptors made before (the baseline of the ratio
/// column), and the share of the domain's verdict; one thread, single and in batches.
/// </summary>
public class PredictionBenchmark : IDisposable
{
    private const int Batch = 256;

    private AtomicStructure[] _structures = [];
    private AbsorberSite[] _sites = [];
    private FeatureBatch[] _features = [];
    private OnnxModel _onnx = null!;
    private XanesPlugin _plugin = null!;
    private ISpectrumModel _model = null!;
    private float[] _spectrum = [];

    [GlobalSetup]
    public void Open()
    {
        var manifest = PluginManifest.Read(PluginManifest.FindFrom(AppContext.BaseDirectory)!);
        _plugin = new XanesPlugin(manifest);
        _model = _plugin.OpenModel();
        _onnx = OnnxModel.Open(Path.Combine(manifest.ModelsFolder, manifest.DefaultModel, "model.onnx"));
        _structures = BenchmarkStructures.Read("cluster-7");
        _sites = [.. Enumerable.Range(0, Batch).Select(i => new AbsorberSite(_structures[i % _structures.Length], 0))];
        _spectrum = new float[_model.Info.Energies.Length];
        var featuriser = Featurisers.Create(_model.Info.Descriptor);
        var cluster = new Plugin.Structures.Cluster();
        _features = [.. _structures.Select(structure =>
        {
            var features = featuriser.NewBatch(1);
            Plugin.Structures.ClusterBuilder.Build(structure.View, 0, featuriser.ClusterSpec, cluster);
            features.Add(cluster, structure.View);
            return features;
        })];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _onnx.Dispose();
        _plugin.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = 20)]
    public float BareOnnxRuntime()
    {
        foreach (var features in _features)
        {
            _onnx.Run(features.Tensors, 1, _spectrum);
        }

        return _spectrum[0];
    }

    [Benchmark(OperationsPerInvoke = 20)]
    public float StructureToSpectrum()
    {
        var sum = 0.0f;
        foreach (var structure in _structures)
        {
            sum += _model.Predict(structure.View, 0).Intensities.Span[0];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public float BatchOf256() => _model.PredictMany(_sites)[Batch - 1].Intensities.Span[0];
}
