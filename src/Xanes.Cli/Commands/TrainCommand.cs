using System.CommandLine;
using Xanes.Cli.Models;
using Xanes.Cli.Output;
using Xanes.Cli.Progress;
using Xanes.Interop;
using Xanes.Plugin.Models;
using Xanes.Plugin.Training;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes train</c>: data sets in, a model out.</summary>
internal sealed class TrainCommand : XanesCommand
{
    private const string ManualText = """
        Describes the structures of the data sets, has Python (scikit-learn) fit each family of learners, takes the one that
        errs least on the validation parts, exports it to ONNX, compares the export with the learner on the test parts and
        only then installs it: model.onnx and its card, model.yaml.

        A data set is a folder with dataset.yaml, structures.extxyz, spectra.npy (float32 [n, energies], edge step 1) and
        energy.npy (eV). Each set is split 80/10/10 into training, validation and test parts by hashes that never change.

        Examples:
          xanes train models/data/ag-k-green-2 -o models/mine
          xanes train models/data/* --families extra-trees --spec spec.yaml -o models/mine
        """;

    private readonly Argument<string[]> _sets = new("DATASET") { Description = "Folders of data sets", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The model's folder; its name is the model's",
        HelpName = "models/ID",
        Required = true,
    };

    private readonly Option<string[]> _families = new("--families")
    {
        Description = $"The families of learners to try (default: {string.Join(' ', TrainingOptions.DefaultFamilies)})",
        HelpName = "FAMILY",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _spec = new("--spec") { Description = "The descriptor that the model eats", HelpName = "spec.yaml" };

    private readonly Option<int> _seed = new("--seed") { Description = "The seed of all that is random (default: 0)", HelpName = "N" };

    private readonly Option<string?> _python = new("--python") { Description = "The Python interpreter", HelpName = "PATH" };

    /// <summary>Makes the command.</summary>
    public TrainCommand()
        : base("train", "Train a model from data sets", ManualText)
    {
        Add(_sets);
        Add(_output);
        Add(_families);
        Add(_spec);
        Add(_seed);
        Add(_python);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var options = new TrainingOptions
        {
            DataSets = arguments.GetRequiredValue(_sets),
            OutputFolder = arguments.GetRequiredValue(_output),
            Families = Families(arguments),
            Descriptor = arguments.GetValue(_spec) is { } file ? DescriptorSpec.ReadFile(file) : null,
            Seed = arguments.GetValue(_seed),
            Python = arguments.GetValue(_python),
        };
        var progress = new DirectProgress<TrainingProgress>(report =>
            session.Note(report.Steps > 0 ? $"[{report.Step}/{report.Steps}] {report.Text}" : report.Text));
        var manifest = PluginManifest.Read(session.ManifestPath);
        var card = Trainer.TrainAsync(manifest, options, progress, session.Cancellation).GetAwaiter().GetResult();
        Tell(card, options.OutputFolder, session);
        return ExitStatus.Success;
    }

    private IReadOnlyList<string> Families(ParseResult arguments) =>
        arguments.GetValue(_families) is { Length: > 0 } lists
            ? [.. lists.SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]
            : TrainingOptions.DefaultFamilies;

    private static void Tell(ModelCard card, string folder, Session session)
    {
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => json.WriteCard(card)));
            return;
        }

        session.Terminal.Out.WriteLine($"{folder}: {card.Info.Description}");
        Tables.Print(CardTables.Errors(card), session.Terminal);
    }
}
