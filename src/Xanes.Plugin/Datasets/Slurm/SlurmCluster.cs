using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Slurm;

/// <summary>Hands a data set's work to Slurm and asks how it stands.</summary>
public static class SlurmCluster
{
    private const string NotesFile = "slurm.txt";

    /// <summary>Submits an array job and notes its number in the data set's folder.</summary>
    /// <returns>The number that Slurm gave it.</returns>
    /// <exception cref="XanesException">There is no sbatch, or it refuses the job.</exception>
    public static string Submit(SlurmSubmission submission)
    {
        var command = Cli.Wrap("sbatch").WithArguments(submission.Arguments).WithStandardInputPipe(PipeSource.FromString(submission.Script));
        var answer = Ask(command) ?? throw new XanesException("sbatch is not on PATH; submit from a machine of the cluster");
        if (answer.ExitCode != 0)
        {
            throw new XanesException($"sbatch refuses the job: {OneLine(answer.StandardError)}; correct the options of --sbatch");
        }

        // On a cluster of several the number is followed by the cluster's name.
        var number = answer.StandardOutput.Trim().Split(';')[0];
        File.AppendAllText(NotesOf(submission.Folder), $"{number}\n");
        return number;
    }

    /// <summary>The tasks of a data set that Slurm still knows; none where it was never submitted or Slurm is not here.</summary>
    /// <exception cref="XanesException">Slurm does not answer.</exception>
    public static IReadOnlyList<SlurmTask> TasksOf(string folder)
    {
        var notes = NotesOf(folder);
        if (!File.Exists(notes))
        {
            return [];
        }

        // Asked for the user's jobs, as squeue fails when it is asked for a job that it has forgotten.
        var answer = Ask(Cli.Wrap("squeue").WithArguments(["--me", "--noheader", "--array", "--format=%i %T %R"]));
        if (answer is null)
        {
            return [];
        }

        if (answer.ExitCode != 0)
        {
            throw new XanesException($"squeue fails: {OneLine(answer.StandardError)}; ask the cluster's staff, or remove {notes}");
        }

        var numbers = File.ReadAllLines(notes).ToHashSet();
        return
        [
            .. answer.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', 3))
                .Where(words => words.Length == 3 && numbers.Contains(words[0].Split('_')[0]))
                .Select(words => new SlurmTask(words[0], words[1], words[2])),
        ];
    }

    private static BufferedCommandResult? Ask(Command command)
    {
        try
        {
            return command.WithValidation(CommandResultValidation.None).ExecuteBufferedAsync().GetAwaiter().GetResult();
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string NotesOf(string folder) => Path.Combine(folder, "jobs", NotesFile);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
