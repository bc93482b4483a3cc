using System.CommandLine;
using Xanes.Cli.Completion;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes models export</c>: a model as one file.</summary>
internal sealed class ModelsExportCommand : XanesCommand
{
    private const string ManualText = """
        Writes a model as one file, a zip archive of model.yaml, model.onnx and residuals.npy, which xanes models install takes.

        Example:
          xanes models export models/my-model -o my-model.zip
        """;

    private readonly Argument<string> _id = new("ID") { Description = "The model, by its name or its folder", CompletionSources = { KnownNames.Models } };

    private readonly OutputOption _output = new(
        new Option<string?>("--output", "-o") { Description = "The file; else ID.zip here", HelpName = "model.zip" }, ".zip");

    /// <summary>Makes the command.</summary>
    public ModelsExportCommand()
        : base("export", "Write a model as one file", ManualText)
    {
        Add(_id);
        Add(_output.Option);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var folder = InstalledModels.Folder(session.Plugin.Manifest, arguments.GetRequiredValue(_id));
        ModelFolder.Open(folder).Dispose();
        var path = _output.Read(arguments)?.Path ?? $"{Path.GetFileName(folder)}.zip";
        ModelArchive.Write(folder, path);
        session.Note($"the model is in {path}");
        return ExitStatus.Success;
    }
}
