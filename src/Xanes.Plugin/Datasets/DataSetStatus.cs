using Xanes.Interop;
using Xanes.Plugin.Datasets.Ledger;

namespace Xanes.Plugin.Datasets;

/// <summary>How a data set stands.</summary>
/// <param name="Planned">The number of structures that the plan asks for.</param>
/// <param name="Exported">The number of spectra in the export.</param>
/// <param name="Jobs">The number of jobs in each state.</param>
/// <param name="Failures">The failed jobs and why, in FDMNES's words.</param>
/// <param name="Damaged">The jobs that are done, but whose files are not what was recorded, with the fault; an export puts them back.</param>
/// <param name="LastHour">The number of jobs done within the last hour.</param>
/// <param name="MedianSeconds">The median time of a calculation; null before the first.</param>
/// <param name="Distances">For each element symbol, the distances of its atoms to the absorber, bins of 0.25 Å.</param>
/// <param name="CutOffs">E_cut of the spectra, bins of 0.25 eV.</param>
public sealed record DataSetStatus(
    int Planned,
    int Exported,
    IReadOnlyDictionary<JobState, int> Jobs,
    IReadOnlyList<(string Id, string Words)> Failures,
    IReadOnlyList<(string Id, string Words)> Damaged,
    int LastHour,
    double? MedianSeconds,
    IReadOnlyDictionary<string, Histogram> Distances,
    Histogram CutOffs)
{
    private const double DistanceBin = 0.25;
    private const double CutOffBin = 0.25;

    /// <summary>Looks at a data set: its export, and the jobs that are done but not exported yet.</summary>
    public static DataSetStatus Of(DataSetWorkshop workshop)
    {
        var ledger = workshop.Ledger;
        var done = ledger.Ids(JobState.Done);
        var exported = workshop.ExportedFrames().ToArray();
        var known = exported.Select(ExportedRow.IdOf).ToHashSet();
        var (fresh, damaged) = ReadFresh(workshop, [.. done.Where(id => !known.Contains(id))]);
        var records = done.Where(known.Contains).Select(id => TryReadRecord(ledger.FolderOf(JobState.Done, id))).OfType<JobRecord>()
            .Concat(fresh.Select(job => job.Record)).ToArray();
        var structures = exported.Select(frame => frame.Structure)
            .Concat(fresh.Select(job => job.Frame.Structure)).ToArray();
        var cutOffs = exported.Select(frame => ExportedRow.Number(frame, "e_cut"))
            .Concat(fresh.Select(job => job.Result.Sites[0].Header.CutOff))
            .ToArray();
        var hourAgo = DateTime.UtcNow.AddHours(-1.0);
        return new DataSetStatus(
            workshop.Plan.Count,
            exported.Length,
            Enum.GetValues<JobState>().ToDictionary(state => state, ledger.Count),
            [.. ledger.Ids(JobState.Failed).Select(id => (id, ledger.FailureOf(id)))],
            damaged,
            records.Count(record => record.Finished > hourAgo),
            records.Length == 0 ? null : records.Select(record => record.Elapsed.TotalSeconds).Order().ElementAt(records.Length / 2),
            structures.SelectMany(DistancesIn)
                .GroupBy(pair => pair.AtomicNumber)
                .OrderBy(group => group.Key)
                .ToDictionary(
                    group => ChemicalElement.Symbol(group.Key), group => Histogram.Of([.. group.Select(pair => pair.Distance)], DistanceBin)),
            Histogram.Of(cutOffs, CutOffBin));
    }

    private static (List<FinishedJob> Jobs, List<(string Id, string Words)> Damaged) ReadFresh(DataSetWorkshop workshop, string[] ids)
    {
        var jobs = new List<FinishedJob>();
        var damaged = new List<(string Id, string Words)>();
        foreach (var id in ids)
        {
            try
            {
                jobs.Add(FinishedJob.Read(workshop.Ledger, id, workshop.Plan.Protocol));
            }
            catch (InvalidInputException fault)
            {
                damaged.Add((id, fault.Message));
            }
        }

        return (jobs, damaged);
    }

    private static JobRecord? TryReadRecord(string folder)
    {
        try
        {
            return JobRecord.Read(folder);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private static IEnumerable<(int AtomicNumber, double Distance)> DistancesIn(AtomicStructure structure) =>
        Enumerable.Range(1, structure.Count - 1)
            .Select(atom => (structure.AtomicNumbers[atom], (structure.Position(atom) - structure.Position(0)).Length));
}
