using System.Diagnostics;
using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Models;
using Xanes.Plugin.Structures;

namespace Xanes.Benchmarks;

/// <summary>
/// Structure to spectrum against the bare ONNX Runtime call, and the domain's verdict against the whole: taken in turn and
/// compared turn by turn, so that a machine whose speed drifts does not move the ratio. One thread, clusters of 7 atoms; then lists of such clusters.
/// </summary>
internal static class PredictionRatio
{
    private const int WarmUpTurns = 300;
    private const int Turns = 1500;

    private const int ManyTurns = 20;
    private const int ManySites = 1024;

    /// <summary>Measures a model and prints the table.</summary>
    /// <param name="idOrPath">A model's name or folder; null takes the default.</param>
    public static void Print(string? idOrPath)
    {
        var manifest = PluginManifest.Read(PluginManifest.FindFrom(AppContext.BaseDirectory)!);
        using var plugin = new XanesPlugin(manifest);
        var folder = plugin.FolderOf(idOrPath ?? manifest.DefaultModel);
        using var onnx = OnnxModel.Open(Path.Combine(folder, ModelCard.OnnxFileName));
        var model = plugin.OpenModel(idOrPath);
        var structures = BenchmarkStructures.Read("cluster-7");
        var featuriser = Featurisers.Create(model.Info.Descriptor);
        var clusters = structures.Select(structure => Cut(structure, featuriser)).ToArray();
        var features = structures.Zip(clusters, (structure, cluster) => Describe(structure, cluster, featuriser)).ToArray();
        var card = ModelCardReader.ReadFolder(folder);
        var answers = new float[onnx.Members * (card.Narrow is { } narrow ? narrow.Count + 1 : model.Info.Energies.Length)];

        var convolution = card.Narrow is null ? null : new SpectrumConvolution(card.Narrow, model.Info.Energies.Span, model.Info.Broadening!);
        var spectrum = new float[model.Info.Energies.Length];

        var bare = new double[Turns];
        var broadening = new double[Turns];
        var whole = new double[Turns];
        var verdict = new double[Turns];
        for (var turn = -WarmUpTurns; turn < Turns; turn++)
        {
            var times = (
                Time(i => onnx.Run(features[i].Tensors, 1, answers)),
                Time(i => model.Predict(structures[i].View, 0)),
                Time(i => card.Domain.Judge(clusters[i])),
                Time(i => convolution?.Apply(answers.AsSpan(0, card.Narrow!.Count), 0.1 * i, spectrum)));
            if (turn >= 0)
            {
                (bare[turn], whole[turn], verdict[turn], broadening[turn]) = times;
            }
        }

        Console.WriteLine($"bare ONNX Runtime call      {Median(bare):0.0} us");
        Console.WriteLine($"structure to spectrum       {Median(whole):0.0} us, {Median(Ratios(whole, bare)):0.00} of the bare call");
        Console.WriteLine($"broadening of one spectrum   {Median(broadening):0.00} us, {onnx.Members} times where the standard deviation is wanted");
        Console.WriteLine($"verdict on the domain        {Median(verdict):0.00} us, {Median(Ratios(verdict, whole)):0.000} of the whole");

        Console.WriteLine($"structure to spectrum, many  {TimeMany(model, structures):0.0} us each in lists of {ManySites}");

        double Time(Action<int> work)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < structures.Length; i++)
            {
                work(i);
            }

            return Stopwatch.GetElapsedTime(start).TotalMicroseconds / structures.Length;
        }
    }

    /// <summary>The median time in µs of a structure in a list, on one thread.</summary>
    private static double TimeMany(ISpectrumModel model, AtomicStructure[] structures)
    {
        var sites = new SiteList([.. Enumerable.Range(0, ManySites).Select(i => new AbsorberSite(structures[i % structures.Length], 0))]);
        var destination = new SpectrumArrays(new float[ManySites * model.Info.Energies.Length]);
        var options = new BatchOptions { Threads = 1 };
        var times = new double[ManyTurns];
        for (var turn = -2; turn < ManyTurns; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            model.PredictMany(sites, destination, options);
            times[Math.Max(turn, 0)] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / ManySites;
        }

        return Median(times);
    }

    private static Cluster Cut(AtomicStructure structure, IFeaturiser featuriser)
    {
        var cluster = new Cluster();
        ClusterBuilder.Build(structure.View, 0, featuriser.ClusterSpec, cluster);
        return cluster;
    }

    private static FeatureBatch Describe(AtomicStructure structure, Cluster cluster, IFeaturiser featuriser)
    {
        var features = featuriser.NewBatch(1);
        features.Add(cluster, structure.View);
        return features;
    }

    private static double[] Ratios(double[] times, double[] references) => [.. times.Zip(references, (time, reference) => time / reference)];

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
