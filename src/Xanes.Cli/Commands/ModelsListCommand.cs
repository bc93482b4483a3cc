using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Xanes.Cli.Output;
using Xanes.Interop;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes models list</c>: a line for each model and test set.</summary>
internal sealed class ModelsListCommand : XanesCommand
{
    /// <summary>More elements than these are counted in the table, not named; 'models show' names them.</summary>
    private const int MostNamed = 10;

    private const string ManualText = """
        Lists each model's absorption edge, the elements and the descriptor that it takes, and for the test part of each of
        its data sets the mean square error (MSE) beside that of always answering the set's mean spectrum: an MSE alone
        says little. R2 = 1 - MSE / mean predictor's MSE.

        Examples:
          xanes models list
          xanes models list --json
        """;

    /// <summary>Makes the command.</summary>
    public ModelsListCommand()
        : base("list", "List the installed models with their test errors", ManualText)
    {
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var (cards, damaged) = ReadCards(session);
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => WriteAll(json, cards)));
        }
        else
        {
            Print(cards, session);
        }

        foreach (var fault in damaged)
        {
            session.Terminal.Error.WriteLine($"xanes: {fault.Message.ReplaceLineEndings(" ")}");
        }

        return damaged.Count > 0 ? ExitStatus.Failure : ExitStatus.Success;
    }

    private static (List<(string Id, ModelCard Card)> Cards, List<InvalidInputException> Damaged) ReadCards(Session session)
    {
        var cards = new List<(string Id, ModelCard Card)>();
        var damaged = new List<InvalidInputException>();
        foreach (var id in session.Plugin.ModelIds)
        {
            try
            {
                cards.Add((id, InstalledModels.ReadCard(session.Plugin.Manifest, id)));
            }
            catch (InvalidInputException fault)
            {
                damaged.Add(fault);
            }
        }

        return (cards, damaged);
    }

    private static void WriteAll(Utf8JsonWriter json, IReadOnlyList<(string Id, ModelCard Card)> cards)
    {
        json.WriteStartArray();
        foreach (var (_, card) in cards)
        {
            json.WriteCard(card);
        }

        json.WriteEndArray();
    }

    private static void Print(IReadOnlyList<(string Id, ModelCard Card)> cards, Session session)
    {
        var table = Tables.New(5, "Model", "Edge", "Elements", "Descriptor", "Test set", "Spectra", "MSE", "Mean predictor's", "R2");
        var defaults = session.Plugin.ModelsFor([.. Enumerable.Range(1, ChemicalElement.MaxAtomicNumber)]).ToDictionary(choice => choice.Id, choice => choice.Absorber);
        foreach (var (id, card) in cards)
        {
            string[] model =
            [
                Markup.Escape(id) + (defaults.TryGetValue(id, out var absorber) ? $" (default for {absorber})" : id == session.Plugin.Manifest.DefaultModel ? " (default)" : ""),
                $"{card.Info.Absorber} {card.Info.Edge}",
                card.Info.Elements.Count > MostNamed ? $"{card.Info.Elements.Count} elements" : string.Join(' ', card.Info.Elements),
                Markup.Escape(card.Info.Descriptor.Kind),
            ];
            foreach (var (index, metrics) in card.TestMetrics.Index())
            {
                table.AddRow([
                    .. index == 0 ? model : ["", "", "", ""],
                    Markup.Escape(metrics.Set),
                    $"{metrics.Count}",
                    ErrorText.Of(metrics.Mse),
                    ErrorText.OfMean(metrics.MeanPredictor, metrics.Count),
                    ErrorText.OfR2(metrics)]);
            }
        }

        Tables.Print(table, session.Terminal);
    }
}
