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

    /// <summary>Makes a data set's folder with its plan and its protocol; does not fill it.</summary>
    /// <param name="folder">A folder that has no plan yet.</param>
    /// <param name="plan">The plan's YAML; protocol and <c>sources</c> are made the folder's own here.</param>
    /// <param name="sources">Structure files, copied into the folder; where there are none, those that the plan names.</param>
    /// <param name="planFolder">The folder that the paths in the plan count from.</param>
    /// <exception cref="InvalidInputException">There is a plan already, a file is missing, or the plan is not valid; nothing is left behind.</exception>
    public static DataSetWorkshop Create(string folder, string plan, IReadOnlyList<string> sources, string planFolder = ".") =>
        Create(folder, plan, sources, planFolder, _ => { });

    /// <summary>Makes a data set as <see cref="Create(string, string, IReadOnlyList{string}, string)"/> does, and fills it with its jobs.</summary>
    /// <inheritdoc cref="Create(string, string, IReadOnlyList{string}, string)"/>
    public static (DataSetWorkshop Workshop, int Jobs) CreateFilled(
        string folder, string plan, IReadOnlyList<string> sources, string planFolder = ".", CancellationToken cancellation = default)
    {
        var jobs = 0;
        return (Create(folder, plan, sources, planFolder, workshop => jobs = workshop.AddJobs(cancellation)), jobs);
    }

    /// <summary>Opens a data set that has a plan.</summary>
    /// <exception cref="InvalidInputException">It has none, or it is not valid.</exception>
    public static DataSetWorkshop Open(string folder) => new(folder, DataSetPlan.Read(folder));

    /// <summary>Adds the plan's jobs that are neither in the ledger nor exported; waiting ones that are damaged are written again.</summary>
    /// <returns>Their number.</returns>
    public int AddJobs(CancellationToken cancellation = default)
    {
        var exported = ExportedIds();
        return Ledger.Add(Plan.Jobs().TakeWhile(_ => !Cancelled(cancellation)).Where(job => !exported.Contains(job.Id)));
    }

    /// <summary>Puts jobs that are done, but not exported and not whole, back to be computed again.</summary>
    /// <returns>Their names.</returns>
    public IReadOnlyList<string> PutBackBroken()
    {
        var exported = ExportedIds();
        return [.. Ledger.Ids(JobState.Done).Where(id => !exported.Contains(id) && !Ledger.IsWhole(id)).Where(Ledger.Redo)];
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

    private static DataSetWorkshop Create(
        string folder, string plan, IReadOnlyList<string> sources, string planFolder, Action<DataSetWorkshop> fill)
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

        var made = new NewFolder(folder);
        try
        {
            var own = PlanFiles.CopyInto(plan, sources, planFolder, made);
            var workshop = new DataSetWorkshop(folder, DataSetPlan.Parse(folder, own));
            made.Write(DataSetPlan.FileName, path => DurableFile.WriteText(path, own));
            fill(workshop);
            return workshop;
        }
        catch
        {
            made.Remove();
            throw;
        }
    }

    private static bool Cancelled(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return false;
    }

    private HashSet<string> ExportedIds() => [.. ExportedFrames().Select(frame => frame.Info.GetValueOrDefault("id", ""))];
}
