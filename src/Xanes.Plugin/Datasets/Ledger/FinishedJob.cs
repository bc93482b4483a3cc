using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>A job that is done, after all its files were compared with its record, its name and each other.</summary>
/// <param name="Record">Its record.</param>
/// <param name="Frame">The cluster, absorber first, with its info.</param>
/// <param name="Result">What FDMNES calculated.</param>
internal sealed record FinishedJob(JobRecord Record, StructureFrame Frame, FdmnesResult Result)
{
    /// <summary>Reads a job that is done.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="id">The job's name.</param>
    /// <param name="protocol">The protocol of its calculation.</param>
    /// <exception cref="InvalidInputException">A file is missing, damaged or of another job; the message says which.</exception>
    public static FinishedJob Read(JobLedger ledger, string id, FdmnesProtocol protocol)
    {
        var folder = ledger.FolderOf(JobState.Done, id);
        try
        {
            var input = JobFolder.ReadInput(folder, id);
            var record = JobRecord.Read(folder);
            if (record.FirstDifference(folder) is { } file)
            {
                throw new InvalidInputException($"{file} is missing or is not what was recorded");
            }

            if (JobFolder.ReadInput(Path.Combine(folder, JobFolder.RunFolder), id) != input)
            {
                throw new InvalidInputException($"{FdmnesInput.FileName} is not what was run");
            }

            var frame = JobFolder.ReadStructure(folder);
            return FdmnesInput.OfCluster(protocol, new AbsorberSite(frame.Structure, 0)).Text == input.Text
                ? new FinishedJob(record, frame, FdmnesOutput.Read(ledger.OutputsOf(JobState.Done, id), protocol))
                : throw new InvalidInputException($"{JobFolder.StructureFile} is not the structure of {FdmnesInput.FileName}");
        }
        catch (Exception fault) when (fault is XanesException or IOException)
        {
            throw new InvalidInputException(fault.Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), fault);
        }
    }
}
