using System.CommandLine;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes models</c>: the group of commands about installed models.</summary>
internal sealed class ModelsCommand : Command
{
    /// <summary>Makes the group.</summary>
    public ModelsCommand()
        : base("models", "List, show, verify, test, renew, install, export and remove models")
    {
        Add(new ModelsListCommand());
        Add(new ModelsShowCommand());
        Add(new ModelsVerifyCommand());
        Add(new ModelsTestCommand());
        Add(new ModelsRenewCommand());
        Add(new ModelsInstallCommand());
        Add(new ModelsDefaultCommand());
        Add(new ModelsExportCommand());
        Add(new ModelsRemoveCommand());
    }
}
