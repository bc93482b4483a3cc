using System.CommandLine;
using System.Globalization;
using Xanes.Cli.Completion;
using Xanes.Cli.Options;
using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes dataset new</c>: a recipe in, a folder of jobs out.</summary>
internal sealed class DatasetNewCommand : XanesCommand
{
    private const int CandidatesForOne = 10;

    private const string ManualText = """
        Makes a folder with plan.yaml, the recipe, protocol.yaml, what is asked of FDMNES, and jobs/, one folder for each
        calculation. The same plan and seed give the same jobs on every machine, so only these two files, and sources/ where
        there are structure files, need be kept of them; the folder can be moved. What fails leaves no folder behind.

        Presets (xanes dataset presets prints them):
          random-clusters    random clusters of the protocol's elements; with --sampling latin-hypercube spread evenly
          crystal-cuts       clusters cut out of crystals (--structures): stretched, rattled, with vacancies
          structure-files    the structures of files (--structures) as they are
        and those of the Ag K edge with its protocol and its own distances:
          ag-k-green-2       random clusters of Ag, O and Si; with --sampling latin-hypercube spread evenly
          ag-k-neighbours    random clusters of Ag with all that chemistry puts beside it, 22 elements; no --elements
          ag-k-glass         Ag centres as in glass: a shell of O, Si behind them, further Ag
          ag-k-zeolite       Ag centres as in zeolites: a shell of O, Si or Al behind them, Na, K and H beside them
          ag-k-crystal, ag-k-files
        A preset may be your own file, such as the plan.yaml of a data set. --protocol, or its own 'protocol:', is the id of a
        shipped protocol or a file (xanes protocol new makes one); in a preset its path counts from the preset.

        Examples:
          xanes dataset new cu-random --protocol cu-k-green.yaml --elements O,Si --count 1000 && xanes dataset run cu-random
          xanes dataset new cu-cuts --protocol cu-k-green.yaml --preset crystal-cuts --structures CuO.cif Cu2O.cif --count 200
          xanes dataset new ag-demo --absorber Ag --elements O,Si --count 2000 --seed 7
          xanes dataset new ag-hard --absorber Ag --count 100 --where-uncertain ag-k-accurate --candidates 5000

        With --where-uncertain a model predicts all candidates of the recipe, and the --count whose spectra it is least sure of
        become the data set; they are kept in sources/, so that the set does not depend on the model any longer.
        """;

    private readonly Argument<string> _folder = DatasetFolderArgument.New();

    private readonly Option<string?> _preset = new("--preset")
    {
        Description = $"The recipe; else {DataSetPresets.ForAnyAbsorber} with --protocol, the absorber's own without",
        HelpName = "ID|preset.yaml",
        CompletionSources = { KnownNames.Presets },
    };

    private readonly Option<string?> _protocol = new("--protocol", "-p") { Description = "The protocol; else the preset's own", HelpName = "ID|protocol.yaml", CompletionSources = { KnownNames.Protocols } };

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

    private readonly Option<string?> _whereUncertain = new("--where-uncertain")
    {
        Description = "Keep the structures of which this model is least sure",
        HelpName = "MODEL",
        CompletionSources = { KnownNames.Models },
    };

    private readonly Option<int?> _candidates = new("--candidates")
    {
        Description = "How many structures it chooses from; else ten times --count",
        HelpName = "N",
    };

    /// <summary>Makes the command.</summary>
    public DatasetNewCommand()
        : base("new", "Plan a data set", ManualText)
    {
        Add(_folder);
        Add(_preset);
        Add(_protocol);
        Add(_sampling);
        Add(_elements);
        Add(_absorber);
        Add(_structures);
        Add(_count);
        Add(_seed);
        Add(_whereUncertain);
        Add(_candidates);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var folder = arguments.GetRequiredValue(_folder);
        var sources = arguments.GetValue(_structures) ?? [];
        var preset = Preset(arguments);
        var planFolder = DataSetPresets.FolderOf(preset);
        var count = arguments.GetValue(_count);
        int jobs;
        if (arguments.GetValue(_whereUncertain) is { } model)
        {
            var candidates = arguments.GetValue(_candidates) ?? (int)Math.Min(CandidatesForOne * (long)count, int.MaxValue);
            (_, jobs, var refused) = UncertainDataSet.Create(
                folder, Plan(preset, arguments, candidates), sources, planFolder, session.Plugin.OpenModel(model), count, session.Cancellation);
            session.Note($"{refused} of {Counted.Of(candidates, "candidate")} cannot be taken by {model}");
        }
        else if (arguments.GetValue(_candidates) is not null)
        {
            throw new InvalidInputException("--candidates goes with --where-uncertain MODEL; add it");
        }
        else
        {
            (_, jobs) = DataSetWorkshop.CreateFilled(folder, Plan(preset, arguments, count), sources, planFolder, session.Cancellation);
        }

        session.Note($"{Counted.Of(jobs, "job")} in {folder}; compute them with 'xanes dataset run {folder}'");
        return ExitStatus.Success;
    }

    private string Preset(ParseResult arguments) =>
        arguments.GetValue(_preset)
        ?? (arguments.GetValue(_protocol) is not null
            ? DataSetPresets.ForAnyAbsorber
            : DataSetPresets.DefaultFor(arguments.GetValue(_absorber), arguments.GetValue(_elements)));

    private string Plan(string preset, ParseResult arguments, int count)
    {
        var plan = DataSetPresets.ReadText(preset);
        (string Key, string? Value)[] given =
        [
            ("protocol", arguments.GetValue(_protocol) is { } protocol ? FdmnesProtocols.Ids.Contains(protocol) ? protocol : Path.GetFullPath(protocol) : null),
            ("sampling", arguments.GetValue(_sampling)),
            ("absorber", arguments.GetValue(_absorber)),
            ("elements", arguments.GetValue(_elements) is { } elements ? $"[{elements}]" : null),
            ("count", count.ToString(CultureInfo.InvariantCulture)),
            ("seed", arguments.GetValue(_seed).ToString(CultureInfo.InvariantCulture)),
        ];
        return given.Where(line => line.Value is not null).Aggregate(plan, (text, line) => PlanText.With(text, line.Key, $"{line.Key}: {line.Value}\n"));
    }
}
