using System.CommandLine;
using System.Globalization;
using Xanes.Cli.Completion;
using Xanes.Cli.Output;
using Xanes.Plugin.Models;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes models show</c>: what a model's card says.</summary>
internal sealed class ModelsShowCommand : XanesCommand
{
    private const string ManualText = """
        Shows a model's card: what it predicts and from what, how its spectra are normalised, what it was trained on, its
        errors on data that it had not seen, and how far its domain reaches.

        Examples:
          xanes models show                    the default model
          xanes models show ag-k-fast --json
        """;

    private readonly Argument<string?> _id = new("ID") { Description = "The model; else the manifest's default", Arity = ArgumentArity.ZeroOrOne, CompletionSources = { KnownNames.Models } };

    /// <summary>Makes the command.</summary>
    public ModelsShowCommand()
        : base("show", "Show what a model's card says", ManualText)
    {
        Add(_id);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var card = InstalledModels.ReadCard(session.Plugin.Manifest, arguments.GetValue(_id));
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => json.WriteCard(card)));
            return ExitStatus.Success;
        }

        PrintFacts(card, session.Terminal.Out);
        session.Terminal.Out.WriteLine("\nErrors on the test parts, which the model has not seen (MSE, for an edge step of 1):");
        Tables.Print(CardTables.Errors(card), session.Terminal);
        session.Terminal.Out.WriteLine("The same inside and outside of the model's domain:");
        Tables.Print(CardTables.Domain(card), session.Terminal);
        return ExitStatus.Success;
    }

    private static void PrintFacts(ModelCard card, TextWriter output)
    {
        var info = card.Info;
        var energies = info.Energies.Span;
        (string Name, string Value)[] facts =
        [
            ("Model", info.Id),
            ("", info.Description),
            ("Edge", Invariant($"{info.Absorber} {info.Edge}, energies count from {info.EdgeEnergy:0.0} eV")),
            ("Energies", Invariant($"{energies[0]} to {energies[^1]} eV, {energies.Length} points")),
            ("Intensity", info.Normalisation),
            ("Elements", string.Join(' ', info.Elements)),
            .. info.Descriptor.ToYaml().Trim().Split('\n').Select((line, i) => (i == 0 ? "Descriptor" : "", line)),
            ("Learner", $"{card.Family}, fitted to {card.FittedTo}, seed {card.Seed}"),
            ("Split", card.Split),
            .. card.Sources.Select((source, i) => (
                i == 0 ? "Data" : "",
                Invariant($"{source.Name}: {source.Training} training, {source.Validation} validation, {source.Test} test spectra"))),
            ("Made with", string.Join(", ", card.Versions.Select(version => $"{version.Key} {version.Value}"))),
        ];
        foreach (var (name, value) in facts)
        {
            output.WriteLine($"{name,-12}{value}");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
