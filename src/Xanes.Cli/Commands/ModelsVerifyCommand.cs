using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Xanes.Cli.Completion;
using Xanes.Cli.Output;
using Xanes.Cli.Progress;
using Xanes.Plugin.Training;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes models verify</c>: recomputes a card's test errors from its data.</summary>
internal sealed class ModelsVerifyCommand : XanesCommand
{
    private const string ManualText = """
        Compares the model's file and its data with the hashes in the card, predicts the test part of each data set again and
        compares the errors with those that the trainer wrote: they must agree to 1 part in 10,000. Exit status 1 where
        they do not. Of a data set that gives its own split, to whose validation part nothing is fitted, that part's errors are printed as well.
        The data sets do not come with the installed program: --data names a copy of models/data.

        Examples:
          xanes models verify                  the default model
          xanes models verify ag-k-fast --json
          xanes models verify --data xanes/models/data
        """;

    private readonly Argument<string?> _id = new("ID") { Description = "The model; else the manifest's default", Arity = ArgumentArity.ZeroOrOne, CompletionSources = { KnownNames.Models } };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The folder that holds the training data sets by their names; else where the card says",
        HelpName = "DIR",
    };

    /// <summary>Makes the command.</summary>
    public ModelsVerifyCommand()
        : base("verify", "Recompute a model's test errors and compare them with its card", ManualText)
    {
        Add(_id);
        Add(_data);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var folder = InstalledModels.Folder(session.Plugin.Manifest, arguments.GetValue(_id));
        var verification = ProgressDisplay.Count(
            session, "test spectra", progress => ModelVerifier.Verify(folder, arguments.GetValue(_data), progress, session.Cancellation));
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => Write(json, verification)));
        }
        else
        {
            Print(verification, session.Terminal);
        }

        return verification.Agrees ? ExitStatus.Success : ExitStatus.Failure;
    }

    private static void Print(Verification verification, Terminal terminal)
    {
        var table = Tables.New(1, "Test set", "Spectra", "MSE now", "MSE in the card", "Median now", "Median in the card", "90 % bands hold", "Agrees");
        AddRows(table, verification.Sets, "");
        AddRows(table, verification.NarrowSets, string.Create(CultureInfo.InvariantCulture, $", at {verification.Card.Narrow?.Width} eV"));
        foreach (var set in verification.Validation)
        {
            table.AddRow(
                $"{Markup.Escape(set.Set)}, validation", $"{set.Count}", Precise(set.Mse), "", Precise(set.Median), "", "", "");
        }

        Tables.Print(table, terminal);
        var id = verification.Card.Info.Id;
        var inside = verification.Domain.ShareInside.ToString("0.0 %", CultureInfo.InvariantCulture);
        terminal.Out.WriteLine(verification.Agrees
            ? $"{id} does what its card says; {inside} of the test spectra are inside of its domain."
            : $"{id} does not do what its card says; install it again or train it again.");
    }

    private static void AddRows(Table table, IReadOnlyList<SetVerification> sets, string width)
    {
        foreach (var set in sets)
        {
            table.AddRow(
                Markup.Escape(set.Now.Set) + width,
                $"{set.Now.Count}",
                Precise(set.Now.Mse),
                Precise(set.Card.Mse),
                Precise(set.Now.Median),
                Precise(set.Card.Median),
                ErrorText.OfShare(set.Coverage),
                set.Agrees ? "yes" : "NO");
        }
    }

    private static void Write(Utf8JsonWriter json, Verification verification)
    {
        json.WriteStartObject();
        json.WriteString("id", verification.Card.Info.Id);
        json.WriteBoolean("agrees", verification.Agrees);
        json.WriteNumber("share_inside_domain", verification.Domain.ShareInside);
        json.WriteMetrics("now", [.. verification.Sets.Select(set => set.Now)]);
        json.WriteMetrics("card", [.. verification.Sets.Select(set => set.Card)]);
        json.WriteMetrics("now_at_narrow_width", [.. verification.NarrowSets.Select(set => set.Now)]);
        json.WriteMetrics("validation_now", verification.Validation);
        json.WriteEndObject();
    }

    private static string Precise(double error) => error.ToString("0.00000e-0", CultureInfo.InvariantCulture);
}
