using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Xanes.Cli.Models;
using Xanes.Cli.Output;
using Xanes.Cli.Progress;
using Xanes.Plugin.Training;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes models test</c>: a model's errors on data sets that it was not trained on.</summary>
internal sealed class ModelsTestCommand : XanesCommand
{
    private const string ManualText = """
        Predicts every spectrum of the data sets and prints the errors beside those of answering each set's own mean, and
        what the model's domain says of the structures. A set that the model was trained on is refused.

        Examples:
          xanes models test my-set
          xanes models test models/data/ag-k-green-2-glass-wide --model ag-k-green --json
        """;

    private readonly Argument<string[]> _sets = new("DATASET")
    {
        Description = "Folders of data sets",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _model = new("--model", "-m") { Description = "The model; else the manifest's default", HelpName = "ID" };

    /// <summary>Makes the command.</summary>
    public ModelsTestCommand()
        : base("test", "Measure a model on data sets that it was not trained on", ManualText)
    {
        Add(_sets);
        Add(_model);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var folder = InstalledModels.Folder(session.Plugin.Manifest, arguments.GetValue(_model));
        var result = ProgressDisplay.Count(
            session, "spectra", progress => ModelTest.Run(folder, arguments.GetValue(_sets)!, progress, session.Cancellation));
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
                ErrorText.Of(set.MeanPredictor),
                set.R2.ToString("0.000", CultureInfo.InvariantCulture),
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
