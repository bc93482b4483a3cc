using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Xanes.Cli.Completion;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Cli.Plotting;
using Xanes.Cli.Progress;
using Xanes.Interop;
using Xanes.Plugin.Standards;
using Xanes.Plugin.Training;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes models test</c>: a model's errors on data sets that it was not trained on.</summary>
internal sealed class ModelsTestCommand : XanesCommand
{
    private const string ManualText = """
        Predicts every spectrum of the data sets and prints the errors beside those of answering each set's own mean, and
        what the model's domain says of the structures. A set that the model was trained on is refused.

        With --measured it compares the models, and FDMNES or FEFF themselves, with the measured standards in models/measured: each crystal's spectrum
        is laid on the measured one by a shift of its energies, with an amplitude of 1 and with a free one. Where it is not known which
        of several structures was measured, the best of them counts. The drawing is of the first absorber; --model chooses another.

        Examples:
          xanes models test my-set
          xanes models test models/data/ag-k-green-2-glass-wide --model ag-k-green --json
          xanes models test --measured --plot standards.png
        """;

    private readonly Argument<string[]> _sets = new("DATASET")
    {
        Description = "Folders of data sets",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _model = new("--model", "-m") { Description = "The model; else the manifest's default", HelpName = "ID", CompletionSources = { KnownNames.Models } };

    private readonly Option<bool> _measured = new("--measured") { Description = "Compare with measured standards; every installed model where none is named" };

    private readonly OutputOption _plot = new(
        new Option<string?>("--plot") { Description = "With --measured: draw the standards into this file", HelpName = "s.png|.svg" }, ".png", ".svg");

    /// <summary>Makes the command.</summary>
    public ModelsTestCommand()
        : base("test", "Measure a model on data sets that it was not trained on", ManualText)
    {
        Add(_sets);
        Add(_model);
        Add(_measured);
        Add(_plot.Option);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var picture = _plot.Read(arguments);
        var sets = arguments.GetValue(_sets)!;
        if (arguments.GetValue(_measured) == (sets.Length > 0))
        {
            throw new InvalidInputException("name folders of data sets, or give --measured alone");
        }

        if (sets.Length == 0)
        {
            return TestMeasured(arguments.GetValue(_model), picture, session);
        }

        var folder = InstalledModels.Folder(session.Plugin.Manifest, arguments.GetValue(_model));
        var result = ProgressDisplay.Count(
            session, "spectra", progress => ModelTest.Run(folder, sets, progress, session.Cancellation));
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => Write(json, result)));
        }
        else
        {
            Print(result, session.Terminal);
        }

        return ExitStatus.Success;
    }

    private static int TestMeasured(string? model, OutputTarget? picture, Session session)
    {
        var all = StandardsFolder.ReadAll(Path.Combine(session.Plugin.Manifest.ModelsFolder, "measured"));
        ISpectrumModel[] models = model is null ? [.. session.Plugin.ModelIds.Select(id => session.Plugin.OpenModel(id))] : [session.Plugin.OpenModel(model)];
        StandardsFolder[] collections = [.. all.Where(collection => models.Any(model => model.Info.Absorber == collection.Absorber))];
        StandardResult[] results = [.. collections.SelectMany(collection => StandardTest.Run(collection, models))];
        if (picture is not null && collections is [var first, ..])
        {
            StandardsPlot.Save(picture, first, results);
        }

        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => StandardsTable.Write(json, results)));
        }
        else
        {
            StandardsTable.Print(results, session.Terminal);
        }

        return ExitStatus.Success;
    }

    private static void Print(ModelTestResult result, Terminal terminal)
    {
        var table = Tables.New(1, "Data set", "Spectra", "MSE", "Median", "Mean predictor", "R2", "Inside the domain", "MSE inside", "MSE outside", "90 % bands hold");
        foreach (var (set, domain, coverage) in result.Sets.Zip(result.Domain, result.Coverage))
        {
            table.AddRow(
                Markup.Escape(set.Set),
                $"{set.Count}",
                ErrorText.Of(set.Mse),
                ErrorText.Of(set.Median),
                ErrorText.OfMean(set.MeanPredictor, set.Count),
                ErrorText.OfR2(set),
                ErrorText.OfShare(domain.ShareInside),
                ErrorText.Of(domain.MseInside),
                ErrorText.Of(domain.MseOutside),
                ErrorText.OfShare(coverage));
        }

        Tables.Print(table, terminal);
    }

    private static void Write(Utf8JsonWriter json, ModelTestResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Card.Info.Id);
        json.WriteMetrics("sets", result.Sets);
        json.WriteStartArray("coverage_of_90_percent_bands");
        foreach (var coverage in result.Coverage)
        {
            if (coverage is { } share)
            {
                json.WriteNumberValue(share);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
        json.WriteNumber("share_inside_domain", result.Domain[^1].ShareInside);
        json.WriteEndObject();
    }
}
