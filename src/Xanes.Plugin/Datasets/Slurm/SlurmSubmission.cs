using System.Globalization;

namespace Xanes.Plugin.Datasets.Slurm;

/// <summary>An array job whose tasks all work off one data set's ledger.</summary>
/// <param name="Folder">The data set's folder, which the nodes share.</param>
/// <param name="Tasks">The number of tasks.</param>
/// <param name="Command">The command that a task runs, word by word; it is told how many CPUs it has by <c>--jobs</c>.</param>
/// <param name="Options">The user's own options of sbatch.</param>
public sealed record SlurmSubmission(string Folder, int Tasks, IReadOnlyList<string> Command, IReadOnlyList<string> Options)
{
    /// <summary>The arguments of sbatch, which reads the script from its standard input and prints the job's number alone.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        "--parsable",
        $"--job-name=xanes-{Path.GetFileName(Path.GetFullPath(Folder))}",
        string.Create(CultureInfo.InvariantCulture, $"--array=0-{Tasks - 1}"),
        $"--output={Path.Combine(Path.GetFullPath(Folder), "jobs", "slurm-%A_%a.log")}",
        .. Options,
    ];

    /// <summary>The script of each task.</summary>
    public string Script =>
        $$"""
        #!/bin/sh
        exec {{string.Join(' ', Command.Select(Quoted))}} --jobs "${SLURM_CPUS_PER_TASK:-1}"

        """;

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''")}'";
}
