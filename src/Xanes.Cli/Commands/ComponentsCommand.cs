using System.CommandLine;
using Spectre.Console;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Interop;
using Xanes.Plugin;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes components</c>: how many different spectra a series is made of.</summary>
internal sealed class ComponentsCommand : XanesCommand
{
    private const string ManualText = """
        Examples:
          xanes components scan-*.xdi                            the principal components of a series
          xanes components ag.prj --range -20,60 --json

        The spectra are flattened and put on the energies of the first. RE is the real error that is left with so many components, in edge
        steps, IND Malinowski's indicator: it is least where only noise is left. The elbow is where the eigenvalues stop falling steeply.

        Energies of --range are photon energies minus the first spectrum's e0 (default: -20,60).
        """;

    private readonly Argument<string[]> _series = new("MEASURED")
    {
        Description = "The spectra, FILE or FILE:RECORD; of a project without a record all",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _range = new("--range") { Description = "The energies (eV from the first e0)", HelpName = "FIRST,LAST", DefaultValueFactory = _ => "-20,60" };

    private readonly MeasuredOptions _reading = new();

    /// <summary>Makes the command.</summary>
    public ComponentsCommand()
        : base("components", "How many components a series of measured spectra has (principal components)", ManualText)
    {
        Add(_series);
        Add(_range);
        _reading.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var input = new MeasuredInput(_reading);
        var range = MeasuredOptions.Pair(arguments.GetRequiredValue(_range), "--range");
        var series = input.All(arguments.GetRequiredValue(_series), arguments, session);
        if (series.Count == 0)
        {
            throw new InvalidInputException("no spectrum was found; name files");
        }

        var e0 = series[0].E0;
        var result = session.Plugin.Decompose([.. series.Select(MeasuredInput.Named)], e0 + range.First, e0 + range.Last);
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => json.WriteComponents(result)));
            return ExitStatus.Success;
        }

        var table = Tables.New(0, "Components", "Eigenvalue", "RE", "IND");
        for (var i = 0; i < result.Eigenvalues.Length; i++)
        {
            var isLast = i == result.Eigenvalues.Length - 1;
            table.AddRow(
                FormattableString.Invariant($"{i + 1}"),
                FormattableString.Invariant($"{result.Eigenvalues.Span[i]:0.000e0}"),
                isLast ? "" : FormattableString.Invariant($"{result.RealError.Span[i]:0.0e0}"),
                isLast ? "" : FormattableString.Invariant($"{result.Indicator.Span[i]:0.00e0}"));
        }

        Tables.Print(table, session.Terminal);
        session.Terminal.Out.WriteLine($"{Counted.Of(result.SuggestedByIndicator, "component")} by the indicator, {result.SuggestedByScree} by the elbow of the eigenvalues");
        return ExitStatus.Success;
    }
}
