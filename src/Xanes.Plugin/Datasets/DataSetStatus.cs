using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Datasets;

/// <summary>How a data set stands.</summary>
/// <param name="Planned">The number of structures that the plan asks for.</param>
/// <param name="Exported">The number of spectra in the export.</param>
/// <param name="Jobs">The number of jobs in each state.</param>
/// <param name="Failures">The failed jobs and why, in FDMNES's words.</param>
/// <param name="LastHour">The number of jobs done within the last hour.</param>
/// <param name="MedianSeconds">The median time of a calculation; null before the first.</param>
/// <param name="Distances">For each element symbol, the distances of its atoms to the absorber, bins of 0.25 Å.</param>
/// <param name="CutOffs">E_cut of the spectra, bins of 0.25 eV.</param>
public sealed record DataSetStatus(
    int Planned,
    int Exported,
    IReadOnlyDictionary<JobState, int> Jobs,
    IReadOnlyList<(string Id, string Words)> Failures,
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
        var records = done.Select(id => JobRecord.Read(ledger.FolderOf(JobState.Done, id))).ToArray();
        var exported = workshop.ExportedFrames().ToArray();
        var known = exported.Select(frame => frame.Info["id"]).ToHashSet();
        var fresh = done.Where(id => !known.Contains(id)).ToArray();
        var structures = exported.Select(frame => frame.Structure)
            .Concat(fresh.Select(id => ledger.StructureOf(JobState.Done, id).Structure)).ToArray();
        var cutOffs = exported.Select(frame => double.Parse(frame.Info["e_cut"], CultureInfo.InvariantCulture))
            .Concat(fresh.Select(id => FdmnesOutput.Read(ledger.OutputsOf(JobState.Done, id), workshop.Plan.Protocol).Sites[0].Header.CutOff))
            .ToArray();
        var hourAgo = DateTime.UtcNow.AddHours(-1.0);
        return new DataSetStatus(
            workshop.Plan.Count,
            exported.Length,
            Enum.GetValues<JobState>().ToDictionary(state => state, ledger.Count),
            [.. ledger.Ids(JobState.Failed).Select(id => (id, ledger.FailureOf(id)))],
            records.Count(record => record.Finished > hourAgo),
            records.Length == 0 ? null : records.Select(record => record.Elapsed.TotalSeconds).Order().ElementAt(records.Length / 2),
            structures.SelectMany(DistancesIn)
                .GroupBy(pair => pair.AtomicNumber)
                .OrderBy(group => group.Key)
                .ToDictionary(
                    group => ChemicalElement.Symbol(group.Key), group => Histogram.Of([.. group.Select(pair => pair.Distance)], DistanceBin)),
            Histogram.Of(cutOffs, CutOffBin));
    }

    private static IEnumerable<(int AtomicNumber, double Distance)> DistancesIn(AtomicStructure structure) =>
        Enumerable.Range(1, structure.Count - 1)
            .Select(atom => (structure.AtomicNumbers[atom], (structure.Position(atom) - structure.Position(0)).Length));
}
