using System.CommandLine;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Slurm;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes dataset status</c>: how a data set stands.</summary>
internal sealed class DatasetStatusCommand : XanesCommand
{
    private const string ManualText = """
        Shows how many jobs wait, run, failed and are done, the rate, the tasks in Slurm's hands, the failures in FDMNES's own words, how the distances to
        the absorber and E_cut are distributed. An E_cut at its floor of -2 eV says that a cluster's own energy zero is off,
        which the common axis of the export corrects.

        Examples:
          xanes dataset status ag-demo
          xanes dataset status ag-demo --json
        """;

    private readonly Argument<string> _folder = DatasetFolderArgument.New();

    /// <summary>Makes the command.</summary>
    public DatasetStatusCommand()
        : base("status", "Show how a data set stands", ManualText)
    {
        Add(_folder);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var workshop = DataSetWorkshop.Open(arguments.GetRequiredValue(_folder));
        workshop.TellRemark(session);
        var status = DataSetStatus.Of(workshop);
        var tasks = SlurmCluster.TasksOf(workshop.Folder);
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => json.WriteStatus(status, tasks)));
        }
        else
        {
            StatusTables.Print(status, tasks, session.Terminal);
        }

        return ExitStatus.Success;
    }
}
