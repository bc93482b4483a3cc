using System.CommandLine;
using System.Globalization;
using Xanes.Plugin.Datasets;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes dataset new</c>: a recipe in, a folder of jobs out.</summary>
internal sealed class DatasetNewCommand : XanesCommand
{
    private const string ManualText = """
        Makes a folder with plan.yaml, the recipe, and jobs/, one folder for each calculation. The same plan and seed give the
        same jobs on every machine, so plan.yaml is all that need be kept of them.

        Presets:
          ag-k-green-2   random clusters of Ag, O and Si; with --sampling latin-hypercube spread evenly
          ag-k-glass     Ag centres as in glass: a shell of O, Si behind them, further Ag
          ag-k-crystal   clusters cut out of crystals (--structures): stretched, rattled, with vacancies
          ag-k-files     the structures of files (--structures) as they are
        A preset may be your own file: copy the plan.yaml of a data set, leave out count and seed.

        Examples:
          xanes dataset new ag-demo --elements O,Si --absorber Ag --count 2000 --seed 7 && xanes dataset run ag-demo
          xanes dataset new ag-lhs --sampling latin-hypercube --count 500
          xanes dataset new ag-cuts --preset ag-k-crystal --structures Ag2O.cif AgO.cif --count 200
        """;

    private readonly Argument<string> _folder = DatasetFolderArgument.New();

    private readonly Option<string> _preset = new("--preset")
    {
        Description = "The recipe",
        HelpName = "ID|preset.yaml",
        DefaultValueFactory = _ => DataSetPresets.Default,
    };

    private readonly Option<string?> _sampling = new("--sampling")
    {
        Description = "random or latin-hypercube, for presets of random clusters",
        HelpName = "KIND",
    };

    private readonly Option<string?> _elements = new("--elements")
    {
        Description = "Only these of the preset's elements, such as O,Si",
        HelpName = "E,E",
    };

    private readonly Option<string?> _absorber = new("--absorber", "-a")
    {
        Description = "The absorbing element; must be the protocol's",
        HelpName = "SYMBOL",
    };

    private readonly Option<string[]> _structures = new("--structures")
    {
        Description = "Structure files for presets that need them",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int> _count = new("--count", "-n") { Description = "The number of structures", HelpName = "N", Required = true };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "The seed of the random numbers",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>Makes the command.</summary>
    public DatasetNewCommand()
        : base("new", "Plan a data set", ManualText)
    {
        Add(_folder);
        Add(_preset);
        Add(_sampling);
        Add(_elements);
        Add(_absorber);
        Add(_structures);
        Add(_count);
        Add(_seed);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var folder = arguments.GetRequiredValue(_folder);
        var workshop = DataSetWorkshop.Create(folder, PlanText(arguments), arguments.GetValue(_structures) ?? []);
        session.Note($"{workshop.AddJobs()} jobs in {folder}; compute them with 'xanes dataset run {folder}'");
        return ExitStatus.Success;
    }

    private string PlanText(ParseResult arguments)
    {
        var preset = DataSetPresets.ReadText(arguments.GetRequiredValue(_preset)).TrimEnd() + "\n";
        if (arguments.GetValue(_sampling) is { } sampling)
        {
            preset = string.Concat(preset.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.StartsWith("sampling:", StringComparison.Ordinal) ? $"sampling: {sampling}\n" : $"{line}\n"));
        }

        var elements = arguments.GetValue(_elements) is { } text ? $"elements: [{text}]\n" : "";
        var absorber = arguments.GetValue(_absorber) is { } symbol ? $"absorber: {symbol}\n" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{preset}{absorber}{elements}count: {arguments.GetValue(_count)}\nseed: {arguments.GetValue(_seed)}\n");
    }
}
