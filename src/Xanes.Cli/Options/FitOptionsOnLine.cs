using System.CommandLine;
using System.Globalization;
using Xanes.Cli.Fitting;
using Xanes.Interop;

namespace Xanes.Cli.Options;

/// <summary>The options of a fit on the command line; they come before those of the spec file.</summary>
internal sealed class FitOptionsOnLine
{
    private readonly Option<string[]> _start = new("--start", "-s") { Description = "A structure to start from; may be repeated for a mixture", HelpName = "STRUCTURE" };

    private readonly Option<string?> _absorber = new("--absorber", "-a") { Description = "The absorbing atoms: a 0-based index or an element symbol", HelpName = "I|SYMBOL" };

    private readonly Option<string[]> _vary = new("--vary") { Description = "What may change; may be repeated", HelpName = "TEXT" };

    private readonly Option<string?> _spec = new("--spec") { Description = "A YAML file with options and starts", HelpName = "fit.yaml" };

    private readonly ModelOption _model = new();

    private readonly Option<string?> _range = new("--range") { Description = "The energies that are compared (eV, photon energy minus edge energy)", HelpName = "FIRST,LAST" };

    private readonly Option<string?> _shift = new("--shift") { Description = "Measured minus predicted energies (eV): bounds, and a prior where wanted", HelpName = "\"LOW..HIGH [prior M+-S]\"" };

    private readonly Option<string?> _coreHole = new("--core-hole-width") { Description = "The core hole's full width (eV): bounds", HelpName = "LOW..HIGH" };

    private readonly Option<string?> _resolution = new("--resolution") { Description = "The resolution's full width at half maximum (eV): bounds", HelpName = "LOW..HIGH" };

    private readonly Option<double?> _noise = new("--noise") { Description = "One standard deviation of the measured values, in edge steps", HelpName = "S" };

    private readonly Option<double?> _theory = new("--theory-error") { Description = "The calculation's own error in edge steps (default: 0.02)", HelpName = "S" };

    private readonly Option<int?> _seed = new("--seed") { Description = "The seed of all that is random (default: 0)", HelpName = "N" };

    private readonly Option<int?> _population = new("--population") { Description = "The size of the population", HelpName = "N" };

    private readonly Option<int?> _steps = new("--steps") { Description = "The most steps of the sampler (default: 400)", HelpName = "N" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options = [_start, _absorber, _vary, _spec, _range, _shift, _coreHole, _resolution, _noise, _theory, _seed, _population, _steps];
        foreach (var option in options)
        {
            command.Add(option);
        }

        _model.AddTo(command);
    }

    /// <summary>What is to be fitted, and how.</summary>
    /// <exception cref="InvalidInputException">An option or the file is not valid.</exception>
    public FitPlan Read(ParseResult arguments, Session session)
    {
        var spec = arguments.GetValue(_spec) is { } file ? FitSpec.Read(YamlMap.ReadFile(file)) : new FitSpec(new FitOptions(), null, []);
        var options = spec.Options;
        var range = arguments.GetValue(_range) is { } text ? MeasuredOptions.Pair(text, "--range") : (options.From, options.To);
        var starts = Starts(arguments, spec, session);
        options = options with
        {
            Model = _model.Named(arguments) ?? options.Model ?? Chosen(starts, session),
            From = range.Item1,
            To = range.Item2,
            Shift = Range(arguments, _shift) ?? options.Shift,
            CoreHoleWidth = Range(arguments, _coreHole) ?? options.CoreHoleWidth,
            Resolution = Range(arguments, _resolution) ?? options.Resolution,
            TheoryError = arguments.GetValue(_theory) ?? options.TheoryError,
            Seed = arguments.GetValue(_seed) ?? options.Seed,
            Population = arguments.GetValue(_population) ?? options.Population,
            MaximumSteps = arguments.GetValue(_steps) ?? options.MaximumSteps,
        };
        return new FitPlan(options, arguments.GetValue(_noise) ?? spec.Noise, starts);
    }

    private static string? Chosen(List<FitStart> starts, Session session) =>
        FitStart.CommonElements(starts) is { Count: > 0 } elements ? ModelOption.Chosen(elements, session) : null;

    private static ParameterRange? Range(ParseResult arguments, Option<string?> option) =>
        arguments.GetValue(option) is { } text ? VariationText.ParseRange(text, option.Name) : null;

    private List<FitStart> Starts(ParseResult arguments, FitSpec spec, Session session)
    {
        var folder = arguments.GetValue(_spec) is { } file ? Path.GetDirectoryName(Path.GetFullPath(file))! : "";
        FitSpecStart[] listed =
        [
            .. spec.Starts.Select(start => start.Structure is { } path ? start with { Structure = Path.Combine(folder, path) } : start),
            .. (arguments.GetValue(_start) ?? []).Select(path => new FitSpecStart(null, path, 0, null, [])),
        ];
        if (listed.Length == 0)
        {
            throw new InvalidInputException("a fit needs a structure to start from; name one with --start, as --start ag2o.cif");
        }

        var onLine = arguments.GetValue(_absorber) is { } absorber ? AbsorberSelection.Parse(absorber) : null;
        var starts = listed.Select(start => Start(start, onLine, session)).ToList();
        foreach (var text in arguments.GetValue(_vary) ?? [])
        {
            Vary(starts, text);
        }

        return starts;
    }

    private static FitStart Start(FitSpecStart start, AbsorberSelection? absorber, Session session)
    {
        var path = start.Structure ?? throw new InvalidInputException("a start of the spec file has no 'structure'; add the structure's file");
        var frame = session.Plugin.ReadStructures(path).Skip(start.Frame).FirstOrDefault()
            ?? throw new InvalidInputException($"{path}: has no frame {start.Frame}; frames count from 0");
        var own = frame.Info.TryGetValue("absorber", out var index) && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? AbsorberSelection.Index(number)
            : null;
        return new FitStart(start.Name ?? Path.GetFileNameWithoutExtension(path), frame.Structure)
        {
            Absorber = absorber ?? start.Absorber ?? own,
            Variations = start.Variations,
        };
    }

    /// <summary>Adds a variation to the start that it names, else to all.</summary>
    private static void Vary(List<FitStart> starts, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? null : text[..colon].Trim();
        if (name is not null && starts.TrueForAll(start => start.Name != name))
        {
            throw new InvalidInputException($"--vary '{text}': there is no start '{name}'; the starts are {string.Join(", ", starts.Select(start => start.Name))}");
        }

        var variation = VariationText.Parse(text[(colon + 1)..].Trim());
        for (var i = 0; i < starts.Count; i++)
        {
            if (name is null || starts[i].Name == name)
            {
                starts[i] = starts[i] with { Variations = [.. starts[i].Variations, variation] };
            }
        }
    }
}
