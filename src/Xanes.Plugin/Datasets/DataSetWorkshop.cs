using Xanes.Interop;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Files;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets;

/// <summary>A data set that is being made: its plan, its jobs, and what has been exported of it.</summary>
public sealed class DataSetWorkshop
{
    private const string JobsFolder = "jobs";
    private const string SourcesFolder = "sources";

    private DataSetWorkshop(string folder, DataSetPlan plan)
    {
        Folder = folder;
        Plan = plan;
        Ledger = new JobLedger(Path.Combine(folder, JobsFolder));
    }

    /// <summary>The data set's folder.</summary>
    public string Folder { get; }

    /// <summary>What it is to hold.</summary>
    public DataSetPlan Plan { get; }

    /// <summary>Its jobs.</summary>
    public JobLedger Ledger { get; }

    /// <summary>The number of spectra that are exported.</summary>
    public int ExportedCount => ExportedIds().Count;

    /// <summary>Makes a data set's folder with its plan; does not fill it.</summary>
    /// <param name="folder">A folder that has no plan yet.</param>
    /// <param name="plan">The plan's YAML; its <c>sources</c> are added here.</param>
    /// <param name="sources">Structure files, copied into the folder.</param>
    /// <exception cref="InvalidInputException">There is a plan already, a source is missing, or the plan is not valid.</exception>
    public static DataSetWorkshop Create(string folder, string plan, IReadOnlyList<string> sources)
    {
        if (File.Exists(Path.Combine(folder, DataSetPlan.FileName)))
        {
            throw new InvalidInputException(
                $"{folder}: has a {DataSetPlan.FileName} already; choose another folder, or go on with 'xanes dataset run'");
        }

        if (sources.FirstOrDefault(source => !File.Exists(source)) is { } missing)
        {
            throw new InvalidInputException($"{missing}: no such file; give structure files");
        }

        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        try
        {
            foreach (var source in sources)
            {
                var target = Path.Combine(folder, SourcesFolder, Path.GetFileName(source));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(source, target, overwrite: true);
            }

            var text = sources.Count == 0
                ? plan
                : $"{plan}sources: [{string.Join(", ", sources.Select(source => $"{SourcesFolder}/{Path.GetFileName(source)}"))}]\n";
            var checkedPlan = DataSetPlan.Parse(folder, text);
            DurableFile.WriteText(Path.Combine(folder, DataSetPlan.FileName), text);
            return new DataSetWorkshop(folder, checkedPlan);
        }
        catch when (isNew)
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Opens a data set that has a plan.</summary>
    /// <exception cref="InvalidInputException">It has none, or it is not valid.</exception>
    public static DataSetWorkshop Open(string folder) => new(folder, DataSetPlan.Read(folder));

    /// <summary>Adds the plan's jobs that are neither in the ledger nor exported.</summary>
    /// <returns>Their number.</returns>
    public int AddJobs()
    {
        var exported = ExportedIds();
        return Ledger.Add(Plan.Jobs().Where(job => !exported.Contains(job.Id)));
    }

    /// <summary>Works the jobs off, see <see cref="LedgerRun"/>.</summary>
    public Task<RunProgress> RunAsync(FdmnesRunner runner, RunOptions options, Action<RunProgress> report, CancellationToken cancellation) =>
        new LedgerRun(Ledger, Plan.Protocol, runner, options, report).RunAsync(cancellation);

    /// <summary>The clusters that are exported, with their info.</summary>
    internal IEnumerable<StructureFrame> ExportedFrames()
    {
        var path = Path.Combine(Folder, DataSetExport.StructuresFile);
        return File.Exists(path) ? StructureReader.Read(path) : [];
    }

    private HashSet<string> ExportedIds() => [.. ExportedFrames().Select(frame => frame.Info.GetValueOrDefault("id", ""))];
}
