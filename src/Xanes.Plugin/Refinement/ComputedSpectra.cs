using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Refinement;

/// <summary>Has FDMNES compute clusters as a data set of the same protocol as one at hand.</summary>
internal static class ComputedSpectra
{
    private const string ProtocolKey = "protocol";

    private const string StructuresFile = "structures.extxyz";
    private const string ClustersFile = "clusters.extxyz";

    /// <summary>The protocol of a data set: a file of its folder or the name of a shipped one; null where it is neither.</summary>
    public static string? ProtocolOf(string folder)
    {
        var plan = Path.Combine(folder, DataSetPlan.FileName);
        if (File.Exists(plan))
        {
            return YamlMap.ReadFile(plan).Text(ProtocolKey);
        }

        var facts = YamlMap.ReadFile(Path.Combine(folder, "dataset.yaml"));
        return facts.Has(ProtocolKey) && FdmnesProtocols.Ids.Contains(facts.Text(ProtocolKey)) ? facts.Text(ProtocolKey) : null;
    }

    /// <summary>Computes what the folder does not hold yet, and exports it; all spectra are for training.</summary>
    /// <param name="folder">The new data set's folder; where it was begun before, it goes on.</param>
    /// <param name="clusters">The clusters, the absorber first, with their groups.</param>
    /// <param name="like">The folder of a data set whose protocol is wanted.</param>
    /// <param name="options">How.</param>
    /// <param name="report">Told after each calculation.</param>
    /// <param name="cancellation">Ends the calculations.</param>
    /// <exception cref="InvalidInputException">The folder holds other structures.</exception>
    /// <exception cref="XanesException">FDMNES fails.</exception>
    public static async Task<DataSet> MakeAsync(
        string folder,
        IReadOnlyList<(string Group, AtomicStructure Cluster)> clusters,
        string like,
        RefinementOptions options,
        Action<RunProgress> report,
        CancellationToken cancellation)
    {
        var workshop = OpenOrCreate(folder, clusters, like);
        workshop.AddJobs(cancellation);
        var end = await workshop.RunAsync(options.Runner, RunOptions.Default with { Jobs = options.Jobs }, report, cancellation).ConfigureAwait(false);
        var (count, _) = DataSetExport.Write(workshop);
        if (end.Failed > 0 && count < Math.Max(1, clusters.Count / 2))
        {
            throw new XanesException(
                $"{folder}: {end.Failed} of {Counted.Of(clusters.Count, "calculation")} failed; see 'xanes dataset status {folder}'");
        }

        GiveToTraining(Path.Combine(folder, StructuresFile));
        return DataSetReader.Read(folder);
    }

    /// <summary>The same structures go on being computed; others are not mixed with them.</summary>
    private static DataSetWorkshop OpenOrCreate(string folder, IReadOnlyList<(string Group, AtomicStructure Cluster)> clusters, string like)
    {
        var sources = Directory.CreateTempSubdirectory("xanes-refine-");
        try
        {
            var file = Path.Combine(sources.FullName, ClustersFile);
            StructureWriter.Write(file, clusters.Select(entry => (
                entry.Cluster, (IReadOnlyDictionary<string, string>)new Dictionary<string, string> { ["absorber"] = "0", ["group"] = entry.Group })));
            if (File.Exists(Path.Combine(folder, DataSetPlan.FileName)))
            {
                var earlier = Path.Combine(folder, "sources", ClustersFile);
                return File.Exists(earlier) && File.ReadAllText(earlier) == File.ReadAllText(file)
                    ? DataSetWorkshop.Open(folder)
                    : throw new InvalidInputException($"{folder}: holds other structures than this refinement chose; name another folder with -o");
            }

            var plan = string.Create(CultureInfo.InvariantCulture, $"{ProtocolKey}: {ProtocolOf(like)}\nsampling: files\ncutoff: 10.0\nrounding: 0.000001\ncount: {clusters.Count}\n");
            return DataSetWorkshop.Create(folder, plan, [file], like);
        }
        finally
        {
            sources.Delete(recursive: true);
        }
    }

    private static void GiveToTraining(string structures)
    {
        var frames = StructureReader.Read(structures).ToArray();
        StructureWriter.Write(structures, frames.Select(frame => (
            frame.Structure, (IReadOnlyDictionary<string, string>)new Dictionary<string, string>(frame.Info) { ["split"] = "train" })));
    }
}
