using System.CommandLine;
using System.Globalization;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Datasets.Slurm;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes dataset run</c>: computes what a data set lacks.</summary>
internal sealed class DatasetRunCommand : XanesCommand
{
    private const string ManualText = """
        Computes the jobs that are neither done nor exported, several at once. Interrupt it as you like, by Ctrl-C, kill or a
        power cut: start it again and it goes on. Start it several times, also on several machines that share the folder: no
        job is computed twice. A job whose process died is taken again. Failed jobs keep FDMNES's output in jobs/failed and
        are tried again with --retry only.

        Examples:
          xanes dataset run ag-demo
          xanes dataset run ag-demo --jobs 8 --time-limit 60
          xanes dataset run ag-demo --retry
          xanes dataset run ag-demo --slurm --jobs 20 --sbatch=--partition=long --sbatch=--time=24:00:00

        With --slurm the work goes to an array job of --jobs tasks. Each works the same folder, which all nodes must share,
        on as many CPUs as --sbatch=--cpus-per-task=N gives it (else 1), and may be cancelled at any time.
        """;

    private readonly Argument<string> _folder = DatasetFolderArgument.New();
    private readonly ProgramOptions _program = new();

    private readonly Option<int> _jobs = new("--jobs", "-j")
    {
        Description = "How many calculations run at once, or tasks of the array job; else one a core",
        HelpName = "N",
        DefaultValueFactory = _ => RunOptions.Default.Jobs,
    };

    private readonly Option<bool> _slurm = new("--slurm") { Description = "Hand the work to Slurm as an array job" };

    private readonly Option<string[]> _sbatch = new("--sbatch")
    {
        Description = "An option for sbatch; may be given several times",
        HelpName = "OPTION",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _retry = new("--retry") { Description = "Try failed jobs again" };

    /// <summary>Makes the command.</summary>
    public DatasetRunCommand()
        : base("run", "Compute the spectra of a data set", ManualText)
    {
        Add(_folder);
        Add(_jobs);
        Add(_retry);
        Add(_slurm);
        Add(_sbatch);
        _program.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var jobs = arguments.GetValue(_jobs);
        if (jobs is < 1 or > 1024)
        {
            throw new InvalidInputException("--jobs must be 1 to 1024");
        }

        var workshop = DataSetWorkshop.Open(arguments.GetRequiredValue(_folder));
        var runner = _program.Runner(arguments, session);
        workshop.TellRemark(session);
        if (arguments.GetValue(_retry))
        {
            session.Note($"{workshop.Ledger.RetryFailed()} failed jobs are tried again");
        }

        foreach (var id in workshop.PutBackBroken())
        {
            session.Note($"job {id}: files of it are missing or empty; it is computed again");
        }

        workshop.AddJobs(session.Cancellation);

        if (arguments.GetValue(_slurm))
        {
            return Submit(workshop, runner, arguments, session);
        }

        return Work(workshop, runner, jobs, session);
    }

    private static int Work(DataSetWorkshop workshop, FdmnesRunner runner, int jobs, Session session)
    {
        var display = new RunDisplay(session, workshop.Ledger.Count(JobState.Waiting));
        var end = display.Run(report =>
            workshop.RunAsync(runner, RunOptions.Default with { Jobs = jobs }, report, session.Cancellation).GetAwaiter().GetResult());
        var elsewhere = workshop.Ledger.Count(JobState.Running);
        session.Note(
            $"{end.Done} done, {end.Failed} failed{(elsewhere > 0 ? $", {elsewhere} in other processes' hands" : "")}; " +
            $"export with 'xanes dataset export {workshop.Folder}'" +
            $"{(end.Failed > 0 ? $", see failures with 'xanes dataset status {workshop.Folder}'" : "")}");
        return end.Failed > 0 ? ExitStatus.Failure : ExitStatus.Success;
    }

    private int Submit(DataSetWorkshop workshop, FdmnesRunner runner, ParseResult arguments, Session session)
    {
        string[] command =
        [
            .. ThisCommand.Words, "dataset", "run", Path.GetFullPath(workshop.Folder), "--quiet",
            "--manifest", Path.GetFullPath(session.ManifestPath), "--fdmnes", runner.Executable, "--time-limit", runner.TimeLimit.TotalMinutes.ToString(CultureInfo.InvariantCulture),
        ];
        var submission = new SlurmSubmission(workshop.Folder, arguments.GetValue(_jobs), command, arguments.GetValue(_sbatch) ?? []);
        session.Note($"Slurm job {SlurmCluster.Submit(submission)}; see 'xanes dataset status {workshop.Folder}'");
        return ExitStatus.Success;
    }
}
