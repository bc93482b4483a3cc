using System.CommandLine;
using Xanes.Cli.Output;
using Xanes.Cli.Progress;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Models;
using Xanes.Plugin.Training;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes train</c>: data sets in, a model out.</summary>
internal sealed class TrainCommand : XanesCommand
{
    private const string ManualText = """
        Describes the structures of the data sets, has Python fit each family of learners (hyper-parameters by grouped 5-fold
        cross-validation on the training parts), takes the one that errs least on the validation parts, exports it to ONNX,
        compares the export with the learner on the test parts and only then installs it: model.onnx and its card,
        model.yaml. Figures and tables of all families go into its folder report/.

        A data set is a folder with dataset.yaml, structures.extxyz, spectra.npy (float32 [n, energies], edge step 1) and
        energy.npy (eV). Each set is split 80/10/10 into training, validation and test parts by hashes that never change.

        Examples:
          xanes train models/data/ag-k-green-2 -o models/mine
          xanes train models/data/ag-* --families all --split group -o models/mine
          xanes train models/data/ag-* --families scattering-network --cutoff 6 -o models/mine
          xanes train models/data/ag-* --families extra-trees --cross-validate
          xanes train models/data/ag-* more --start-from models/ag-k-fast -o models/mine
          xanes train --setup --wheels DIR
        """;

    private readonly Argument<string[]> _sets = new("DATASET") { Description = "Folders of data sets", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The model's folder; its name is the model's",
        HelpName = "models/ID",
    };

    private readonly Option<bool> _replace = new("--replace") { Description = "Replace the model that is in the folder already" };

    private readonly Option<string[]> _families = new("--families")
    {
        Description = $"The families of learners to try, or all (default: {string.Join(' ', TrainingOptions.DefaultFamilies)})",
        HelpName = "FAMILY",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _spec = new("--spec") { Description = "The descriptor that every family takes (default: each family's own)", HelpName = "spec.yaml" };

    private readonly Option<double?> _cutoff = new("--cutoff")
    {
        Description = "How far the scattering networks see, in Å, from 2 to 8 (default: 5); the data's clusters must reach as far",
        HelpName = "ANGSTROM",
    };

    private readonly Option<int> _seed = new("--seed") { Description = "The seed of all that is random (default: 0)", HelpName = "N" };

    private readonly Option<string?> _startFrom = new("--start-from")
    {
        Description = "A model of a network whose training goes on, for a fifth of the usual epochs",
        HelpName = "models/ID",
    };

    private readonly Option<string?> _python = new("--python") { Description = "The Python interpreter", HelpName = "PATH" };

    private readonly Option<SplitKey> _split = new("--split")
    {
        Description = "What decides whether a spectrum is trained on: its id, or its group where it has one (default: id)",
        HelpName = "id|group",
    };

    private readonly Option<string[]> _outside = new("--outside")
    {
        Description = "Data sets that no learner sees, for the report",
        HelpName = "DATASET",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _noReport = new("--no-report") { Description = "Make the model alone, without figures" };

    private readonly Option<bool> _crossValidate = new("--cross-validate")
    {
        Description = "Make no model; print errors over five folds, and with whole groups left out in turn",
    };

    private readonly Option<bool> _setup = new("--setup") { Description = "Make the Python environment that trains, in the user's data folder" };

    private readonly Option<string?> _wheels = new("--wheels") { Description = "A folder of wheels for --setup, in place of an index", HelpName = "DIR" };

    /// <summary>Makes the command.</summary>
    public TrainCommand()
        : base("train", "Train a model from data sets", ManualText)
    {
        Add(_sets);
        Add(_output);
        Add(_replace);
        Add(_families);
        Add(_spec);
        Add(_cutoff);
        Add(_seed);
        Add(_startFrom);
        Add(_python);
        _split.CompletionSources.Clear();
        _split.CompletionSources.Add("id", "group");
        Add(_split);
        Add(_outside);
        Add(_noReport);
        Add(_crossValidate);
        Add(_setup);
        Add(_wheels);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var manifest = PluginManifest.Read(session.ManifestPath);
        var progress = new DirectProgress<TrainingProgress>(report =>
            session.Note(report.Steps > 0 ? $"[{report.Step}/{report.Steps}] {report.Text}" : report.Text));
        if (arguments.GetValue(_setup))
        {
            var path = TrainingEnvironment.MakeAsync(
                arguments.GetValue(_python), arguments.GetValue(_wheels), progress, session.Cancellation).GetAwaiter().GetResult();
            session.Terminal.Out.WriteLine(path);
            return ExitStatus.Success;
        }

        var options = ReadOptions(arguments);
        if (arguments.GetValue(_crossValidate))
        {
            Tell(CrossValidation.RunAsync(manifest, options, progress, session.Cancellation).GetAwaiter().GetResult(), session);
            return ExitStatus.Success;
        }

        var card = Trainer.TrainAsync(manifest, options, progress, session.Cancellation).GetAwaiter().GetResult();
        Tell(card, options.OutputFolder, session);
        return ExitStatus.Success;
    }

    private TrainingOptions ReadOptions(ParseResult arguments)
    {
        var output = arguments.GetValue(_output);
        if (output is null && !arguments.GetValue(_crossValidate))
        {
            throw new InvalidInputException("no folder for the model; give one with -o, such as -o models/mine");
        }

        var cutoff = arguments.GetValue(_cutoff) ?? TrainingDescriptor.DefaultCutoff;
        if (cutoff is not (>= 2.0 and <= 8.0))
        {
            throw new InvalidInputException(FormattableString.Invariant($"--cutoff {cutoff}: must lie from 2 to 8 Å, such as --cutoff 6"));
        }

        if (arguments.GetValue(_spec) is not null && arguments.GetValue(_cutoff) is not null)
        {
            throw new InvalidInputException("--spec and --cutoff: the spec's r_max is the cutoff; give one of the two");
        }

        return new TrainingOptions
        {
            Cutoff = cutoff,
            DataSets = arguments.GetValue(_sets) ?? [],
            OutputFolder = output ?? "",
            Replace = arguments.GetValue(_replace),
            SplitBy = arguments.GetValue(_split),
            Outside = arguments.GetValue(_outside) ?? [],
            Report = !arguments.GetValue(_noReport),
            Families = Families(arguments),
            Descriptor = arguments.GetValue(_spec) is { } file ? DescriptorSpec.ReadFile(file) : null,
            StartFrom = arguments.GetValue(_startFrom),
            Seed = arguments.GetValue(_seed),
            Python = arguments.GetValue(_python),
        };
    }

    private IReadOnlyList<string> Families(ParseResult arguments) =>
        arguments.GetValue(_families) is { Length: > 0 } lists
            ? [.. lists.SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]
            : arguments.GetValue(_startFrom) is { } start ? [ModelCardReader.ReadFolder(start).Family]
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
        foreach (var failure in card.Failures)
        {
            session.Note($"{failure.Family} is left out: {failure.Reason}");
        }
    }

    private static void Tell(IReadOnlyList<CrossValidationRow> rows, Session session)
    {
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => json.WriteCrossValidation(rows)));
        }
        else
        {
            Tables.Print(CrossValidationTable.Of(rows), session.Terminal);
        }
    }
}
