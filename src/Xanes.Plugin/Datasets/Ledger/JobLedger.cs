using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>
/// The jobs of a data set as folders, one a job, named by the hash of its input: <c>waiting/ID</c>, <c>running/ID~WORKER</c>,
/// <c>failed/ID</c>, <c>done/ID</c>. A job changes its state by one atomic rename, so that several processes, also on several
/// machines, never take the same job, and a crash leaves each job in one state. Ledgers of one plan are merged by copying.
/// </summary>
public sealed class JobLedger
{
    private const char OwnerMark = '~';

    private readonly string _root;

    /// <summary>Opens the ledger in a folder, made where it is missing.</summary>
    public JobLedger(string folder)
    {
        _root = Path.GetFullPath(folder);
        foreach (var state in Enum.GetValues<JobState>())
        {
            Directory.CreateDirectory(FolderOf(state));
        }
    }

    internal string WorkersFolder => Path.Combine(_root, "workers");

    /// <summary>The number of jobs in a state.</summary>
    public int Count(JobState state) => Directory.EnumerateDirectories(FolderOf(state)).Count();

    /// <summary>The names of the jobs in a state, in order.</summary>
    public IReadOnlyList<string> Ids(JobState state) =>
    [
        .. Directory.EnumerateDirectories(FolderOf(state))
            .Select(folder => Path.GetFileName(folder).Split(OwnerMark)[0])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The folder of a job that is done, failed or waiting.</summary>
    public string FolderOf(JobState state, string id) => Path.Combine(FolderOf(state), id);

    /// <summary>The folder of the outputs of a job that is done or failed.</summary>
    public string OutputsOf(JobState state, string id) => Path.Combine(FolderOf(state, id), JobFolder.RunFolder);

    /// <summary>The cluster of a job that is done or failed, with its info.</summary>
    public StructureFrame StructureOf(JobState state, string id) => JobFolder.ReadStructure(FolderOf(state, id));

    /// <summary>Why a job failed, in FDMNES's own words where it has any.</summary>
    public string FailureOf(string id) => JobFolder.ReadFailure(FolderOf(JobState.Failed, id));

    /// <summary>Adds jobs that the ledger does not know yet; a waiting job whose files a crash damaged is written again.</summary>
    /// <returns>The number of jobs added.</returns>
    public int Add(IEnumerable<PlannedJob> jobs)
    {
        // In the order in which a job moves, so that none is missed that moves meanwhile.
        var waiting = Ids(JobState.Waiting).ToHashSet();
        var others = new[] { JobState.Running, JobState.Failed, JobState.Done }.SelectMany(Ids).ToHashSet();
        var added = 0;
        foreach (var job in jobs)
        {
            if (others.Contains(job.Id))
            {
                continue;
            }

            if (waiting.Add(job.Id))
            {
                added += TryPublish(job) ? 1 : 0;
            }
            else if (Directory.Exists(FolderOf(JobState.Waiting, job.Id)) && !JobFolder.Holds(FolderOf(JobState.Waiting, job.Id), job))
            {
                Discard(FolderOf(JobState.Waiting, job.Id));
                TryPublish(job);
            }
        }

        return added;
    }

    /// <summary>Moves failed jobs back to be tried again.</summary>
    /// <returns>Their number.</returns>
    public int RetryFailed() => Ids(JobState.Failed).Count(id => TryMove(FolderOf(JobState.Failed, id), FolderOf(JobState.Waiting, id)));

    /// <summary>Whether no file of a job that is done is missing or empty.</summary>
    internal bool IsWhole(string id) => JobFolder.IsWhole(FolderOf(JobState.Done, id));

    /// <summary>Moves a job that is done back, because its files are not what was recorded.</summary>
    public bool Redo(string id)
    {
        if (!TryMove(FolderOf(JobState.Done, id), FolderOf(JobState.Waiting, id)))
        {
            Discard(FolderOf(JobState.Done, id));
        }

        return true;
    }

    /// <summary>Drops jobs from one state that another folder's copy brought along although they are done.</summary>
    public void DropDone()
    {
        foreach (var state in new[] { JobState.Waiting, JobState.Failed })
        {
            foreach (var id in Ids(state).Where(id => Directory.Exists(FolderOf(JobState.Done, id))))
            {
                Discard(FolderOf(state, id));
            }
        }
    }

    /// <summary>Takes one job that waits.</summary>
    /// <returns>Null where another worker was faster.</returns>
    internal TakenJob? TryTake(string id, Worker worker) => TryTakeFolder(FolderOf(JobState.Waiting, id), id, worker);

    /// <summary>Takes a job whose worker has died.</summary>
    /// <returns>Null where there is none.</returns>
    internal TakenJob? TryTakeAbandoned(Worker worker) =>
        Directory.GetDirectories(FolderOf(JobState.Running))
            .Select(folder => (folder, parts: Path.GetFileName(folder).Split(OwnerMark, 2)))
            .Where(job => job.parts.Length < 2 || !worker.IsAlive(job.parts[1]))
            .Select(job => TryTakeFolder(job.folder, job.parts[0], worker))
            .FirstOrDefault(taken => taken is not null);

    /// <summary>Settles a job whose run worked.</summary>
    /// <returns>False where another worker had taken it for abandoned; its result counts then.</returns>
    internal bool Complete(TakenJob job, JobRecord record) => Settle(job, JobState.Done, () => JobFolder.Keep(job, record));

    /// <summary>Settles a job whose run failed.</summary>
    internal bool Fail(TakenJob job, string words) => Settle(job, JobState.Failed, () => JobFolder.KeepFailure(job, words));

    /// <summary>Puts a job back whose run was broken off.</summary>
    internal bool Return(TakenJob job) => Settle(job, JobState.Waiting, () => JobFolder.ClearAttempts(job.Folder));

    private string FolderOf(JobState state) => Path.Combine(_root, state.ToString().ToLowerInvariant());

    private bool TryPublish(PlannedJob job)
    {
        var draft = Path.Combine(_root, "drafts", $"{job.Id}{OwnerMark}{Guid.NewGuid():N}");
        JobFolder.Write(draft, job);
        if (TryMove(draft, FolderOf(JobState.Waiting, job.Id)))
        {
            return true;
        }

        Directory.Delete(draft, recursive: true);
        return false;
    }

    private TakenJob? TryTakeFolder(string folder, string id, Worker worker)
    {
        var mine = Path.Combine(FolderOf(JobState.Running), $"{id}{OwnerMark}{worker.Name}");
        if (!TryMove(folder, mine))
        {
            return null;
        }

        JobFolder.ClearAttempts(mine);
        return new TakenJob(id, mine, JobFolder.NewAttempt(mine));
    }

    private bool Settle(TakenJob job, JobState state, Action keep)
    {
        try
        {
            keep();
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        if (TryMove(job.Folder, FolderOf(state, job.Id)))
        {
            return true;
        }

        if (Directory.Exists(job.Folder))
        {
            Discard(job.Folder);
        }

        return false;
    }

    /// <summary>Deletes a folder, out of the others' sight first.</summary>
    private void Discard(string folder)
    {
        var rubbish = Path.Combine(_root, "drafts", $"{Path.GetFileName(folder)}{OwnerMark}{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path.GetDirectoryName(rubbish)!);
        if (TryMove(folder, rubbish))
        {
            Directory.Delete(rubbish, recursive: true);
        }
    }

    /// <summary>Renames a folder; the file system lets one of several succeed.</summary>
    private static bool TryMove(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
            return true;
        }
        catch (IOException) when (!Directory.Exists(from) || Directory.Exists(to))
        {
            return false;
        }
    }
}
