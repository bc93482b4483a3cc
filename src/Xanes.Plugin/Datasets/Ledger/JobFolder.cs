using System.Globalization;
using System.Text;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Files;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>The files in a job's folder.</summary>
internal static class JobFolder
{
    /// <summary>The folder of the outputs of the attempt that counts.</summary>
    public const string RunFolder = "run";

    /// <summary>The file of the job's cluster.</summary>
    public const string StructureFile = "structure.extxyz";
    private const string FailureFile = "failure.txt";
    private const string AttemptPrefix = "attempt-";
    private const string ProcessFile = "process.txt";

    /// <summary>Writes the files of a new job, onto the disk.</summary>
    public static void Write(string folder, PlannedJob job)
    {
        Directory.CreateDirectory(folder);
        DurableFile.WriteText(Path.Combine(folder, StructureFile), StructureText(job));
        DurableFile.WriteText(Path.Combine(folder, FdmnesInput.FileName), job.Input.Text);
    }

    /// <summary>Whether a folder holds the very files of a job, as it may not after a power cut.</summary>
    public static bool Holds(string folder, PlannedJob job) =>
        HasText(Path.Combine(folder, FdmnesInput.FileName), job.Input.Text) && HasText(Path.Combine(folder, StructureFile), StructureText(job));

    /// <summary>Whether none of the files of a job that is done is missing or empty.</summary>
    public static bool IsWhole(string folder)
    {
        string[] files =
        [
            .. new[] { StructureFile, FdmnesInput.FileName, JobRecord.FileName }.Select(file => Path.Combine(folder, file)),
            .. FdmnesOutput.Files.Select(file => Path.Combine(folder, RunFolder, file)),
        ];
        return files.All(file => new FileInfo(file) is { Exists: true, Length: > 0 });
    }

    /// <summary>The job's cluster with its info.</summary>
    public static StructureFrame ReadStructure(string folder) => StructureReader.Read(Path.Combine(folder, StructureFile)).First();

    /// <summary>The job's input, checked against its name.</summary>
    /// <exception cref="InvalidInputException">The file is missing, damaged or another job's.</exception>
    public static FdmnesInput ReadInput(string folder, string id)
    {
        var path = Path.Combine(folder, FdmnesInput.FileName);
        var input = File.Exists(path) ? FdmnesInput.FromText(File.ReadAllText(path)) : null;
        return input?.Hash == id ? input : throw new InvalidInputException($"{FdmnesInput.FileName} is not the input of job {id}");
    }

    /// <summary>Makes the folder of a new attempt.</summary>
    public static string NewAttempt(string folder) =>
        Directory.CreateDirectory(Path.Combine(folder, $"{AttemptPrefix}{Guid.NewGuid():N}")).FullName;

    /// <summary>Notes the process that works in an attempt's folder.</summary>
    public static void NoteProcess(string attempt, int process) =>
        File.WriteAllText(Path.Combine(attempt, ProcessFile), process.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends what earlier attempts left running on this machine, and deletes what they wrote.</summary>
    public static void ClearAttempts(string folder)
    {
        var attempts = Directory.GetDirectories(folder, $"{AttemptPrefix}*").Append(Path.Combine(folder, RunFolder));
        foreach (var attempt in attempts.Where(Directory.Exists))
        {
            var note = Path.Combine(attempt, ProcessFile);
            if (File.Exists(note) && int.TryParse(File.ReadAllText(note), NumberStyles.None, CultureInfo.InvariantCulture, out var process))
            {
                OrphanedProcess.End(process, attempt);
            }

            Directory.Delete(attempt, recursive: true);
        }

        File.Delete(Path.Combine(folder, FailureFile));
        File.Delete(Path.Combine(folder, JobRecord.FileName));
    }

    /// <summary>Makes the outputs of an attempt those of the job, onto the disk, with its record.</summary>
    public static void Keep(TakenJob job, JobRecord record)
    {
        foreach (var file in JobRecord.FilesOf(job.Folder, job.Attempt))
        {
            DurableFile.Flush(file);
        }

        DurableFile.WriteText(Path.Combine(job.Folder, JobRecord.FileName), record.ToText());
        KeepOutputs(job);
    }

    /// <summary>Makes the outputs of an attempt those of the job, with the words of its failure.</summary>
    public static void KeepFailure(TakenJob job, string words)
    {
        DurableFile.WriteText(Path.Combine(job.Folder, FailureFile), words.ReplaceLineEndings(" ") + "\n");
        KeepOutputs(job);
    }

    /// <summary>Why the job failed.</summary>
    public static string ReadFailure(string folder)
    {
        var path = Path.Combine(folder, FailureFile);
        return File.Exists(path) ? File.ReadAllText(path, Encoding.UTF8).Trim() : "unknown";
    }

    private static string StructureText(PlannedJob job)
    {
        var info = new Dictionary<string, string> { ["id"] = job.Id, ["absorber"] = "0" };
        if (job.Structure.Group is { } group)
        {
            info["group"] = group;
        }

        using var text = new StringWriter { NewLine = "\n" };
        StructureWriter.Write(text, job.Structure.Cluster, info);
        return text.ToString();
    }

    private static bool HasText(string path, string text) => File.Exists(path) && File.ReadAllText(path) == text;

    private static void KeepOutputs(TakenJob job)
    {
        File.Delete(Path.Combine(job.Attempt, ProcessFile));
        Directory.Move(job.Attempt, Path.Combine(job.Folder, RunFolder));
    }
}
