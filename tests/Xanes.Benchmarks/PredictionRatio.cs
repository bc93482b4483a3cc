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
    private const int MostWarmUps = 20;
    private const double Stable = 0.03;
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

        var narrows = new float[onnx.Members * (card.Narrow?.Count ?? 0)];
        var together = new float[onnx.Members * spectrum.Length];

        var warmUps = WarmUp(structures.Length, Whole, i => card.Domain.Judge(clusters[i]));
        var bare = new double[Turns];
        var broadening = new double[Turns];
        var members = new double[Turns];
        var whole = new double[Turns];
        var verdict = new double[Turns];
        for (var turn = -1; turn < Turns; turn++)
        {
            var at = Math.Max(turn, 0);
            bare[at] = Time(structures.Length, i => onnx.Run(features[i].Tensors, 1, answers));
            whole[at] = Time(structures.Length, Whole);
            verdict[at] = Time(structures.Length, i => card.Domain.Judge(clusters[i]));
            broadening[at] = Time(structures.Length, i => convolution?.Apply(narrows.AsSpan(0, card.Narrow!.Count), 0.1 * i, spectrum));
            members[at] = Time(structures.Length, i => convolution?.ApplyAll(narrows, card.Narrow!.Count, 0.1 * i, together));
        }

        Console.WriteLine($"warm after {warmUps * WarmUpTurns} turns{(warmUps == MostWarmUps ? ", not stable" : "")}");
        Console.WriteLine($"bare ONNX Runtime call      {Median(bare):0.0} us");
        Console.WriteLine($"structure to spectrum       {Median(whole):0.0} us, {Median(Ratios(whole, bare)):0.00} of the bare call");
        Console.WriteLine($"broadening of one spectrum   {Median(broadening):0.00} us, of all members {Median(members):0.00} us");
        Console.WriteLine($"verdict on the domain        {Median(verdict):0.00} us, {Median(Ratios(verdict, whole)):0.000} of the whole");

        Console.WriteLine($"structure to spectrum, many  {TimeMany(model, structures):0.0} us each in lists of {ManySites}");

        void Whole(int i) => model.Predict(structures[i].View, 0);
    }

    /// <summary>Runs all works until their median times no longer change; gives the number of blocks of turns that it took.</summary>
    private static int WarmUp(int structures, params ReadOnlySpan<Action<int>> works)
    {
        var last = Array.Empty<double>();
        for (var block = 1; block < MostWarmUps; block++)
        {
            var medians = new double[works.Length];
            for (var work = 0; work < works.Length; work++)
            {
                var action = works[work];
                medians[work] = Median([.. Enumerable.Range(0, WarmUpTurns).Select(_ => Time(structures, action))]);
            }

            if (last.Length > 0 && medians.Zip(last).All(pair => Math.Abs(pair.First - pair.Second) < Stable * pair.Second))
            {
                return block;
            }

            last = medians;
        }

        return MostWarmUps;
    }

    private static double Time(int structures, Action<int> work)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < structures; i++)
        {
            work(i);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / structures;
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
