using System.CommandLine;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes dataset</c>: the group of commands that make training sets.</summary>
internal sealed class DatasetCommand : Command
{
    /// <summary>Makes the group.</summary>
    public DatasetCommand()
        : base("dataset", "Make data sets of computed spectra: plan, compute, watch, export, import")
    {
        Add(new DatasetPresetsCommand());
        Add(new DatasetNewCommand());
        Add(new DatasetRunCommand());
        Add(new DatasetStatusCommand());
        Add(new DatasetExportCommand());
        Add(new DatasetImportCommand());
    }
}
