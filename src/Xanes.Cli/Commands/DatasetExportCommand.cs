using System.CommandLine;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Plugin;
using Xanes.Plugin.Datasets;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes dataset export</c>: writes what training and other programs read.</summary>
internal sealed class DatasetExportCommand : XanesCommand
{
    private const string ManualText = """
        Adds the jobs done to the export in the same folder, which ASE and NumPy read alone:
          structures.extxyz   a frame a spectrum; info: id, absorber, e_cut, epsii, group
          spectra.npy         float32 [n, m], edge step 1, on the axis of energy.npy [m] (eV from the edge energy)
          absorption.npy      float32 [n, k], as computed, on the axis of fermi_energy.npy [k]
          dataset.yaml        what all have in common
        The export stands without jobs/: keep it with plan.yaml and protocol.yaml, and 'xanes dataset run' computes only what it lacks.
        A job whose structure, input or outputs are not what was recorded when it was done is left out, named and put back.

        Example:
          xanes dataset export ag-demo
        """;

    private readonly Argument<string> _folder = DatasetFolderArgument.New();

    /// <summary>Makes the command.</summary>
    public DatasetExportCommand()
        : base("export", "Write the files of a data set", ManualText)
    {
        Add(_folder);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var workshop = DataSetWorkshop.Open(arguments.GetRequiredValue(_folder));
        workshop.TellRemark(session);
        var (count, putBack) = DataSetExport.Write(workshop);
        foreach (var (id, fault) in putBack)
        {
            session.Note($"job {id}: {fault}; it is put back, 'xanes dataset run {workshop.Folder}' computes it again");
        }

        session.Note($"{Counted.Spectra(count)} of {workshop.Plan.Count} in {workshop.Folder}");
        return ExitStatus.Success;
    }
}
