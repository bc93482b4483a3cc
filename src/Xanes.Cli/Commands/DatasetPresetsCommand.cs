using System.CommandLine;
using Xanes.Cli.Completion;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes dataset presets</c>: the shipped recipes.</summary>
internal sealed class DatasetPresetsCommand : XanesCommand
{
    private const string ManualText = """
        Lists the shipped recipes, or prints one, to be copied and changed.

        Examples:
          xanes dataset presets
          xanes dataset presets random-clusters > mine.yaml
        """;

    private readonly Argument<string?> _id = new("ID") { Description = "Print this one", Arity = ArgumentArity.ZeroOrOne, CompletionSources = { KnownNames.Presets } };

    /// <summary>Makes the command.</summary>
    public DatasetPresetsCommand()
        : base("presets", "List the shipped recipes, or print one", ManualText)
    {
        Add(_id);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        if (arguments.GetValue(_id) is { } id)
        {
            session.Terminal.Out.Write(DataSetPresets.ReadText(id));
            return ExitStatus.Success;
        }

        foreach (var preset in DataSetPresets.Ids)
        {
            session.Terminal.Out.WriteLine($"{preset,-20}{FdmnesProtocols.Summary(DataSetPresets.ReadText(preset))}");
        }

        return ExitStatus.Success;
    }
}
