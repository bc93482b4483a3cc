namespace Xanes.Interop;

/// <summary>A fit as a YAML text describes it: options, and what varies in which start. Keys that it leaves out keep their defaults.</summary>
/// <param name="Options">How to fit.</param>
/// <param name="Noise">One standard deviation of the measured values; null where the text does not say.</param>
/// <param name="Starts">The starts: those that the text lists, and nothing where it lists none.</param>
public sealed record FitSpec(FitOptions Options, double? Noise, IReadOnlyList<FitSpecStart> Starts)
{
    private static readonly string[] Keys =
    [
        "model", "range", "shift", "core_hole_width", "resolution", "edge_step", "background", "slope", "theory_error",
        "theory_correlation", "error_freedom", "domain_penalty", "seed", "population", "steps", "threads", "noise", "starts",
    ];

    /// <summary>The keys that a text can have, for manuals.</summary>
    public static string KeyList => string.Join(", ", Keys);

    /// <summary>Reads a text.</summary>
    /// <param name="map">The text.</param>
    /// <param name="defaults">The options where the text leaves them out.</param>
    /// <exception cref="InvalidInputException">A key is unknown or its value is not valid.</exception>
    public static FitSpec Read(YamlMap map, FitOptions? defaults = null)
    {
        CheckKeys(map, Keys);
        var options = defaults ?? new FitOptions();
        var range = map.Has("range") ? map.Numbers("range") : [options.From, options.To];
        if (range.Length != 2 || !(range[0] < range[1]))
        {
            throw new InvalidInputException($"{map.Source}: 'range' must be two energies in eV on the model's axis, as [-5, 50]");
        }

        options = options with
        {
            Model = map.Has("model") ? map.Text("model") : options.Model,
            From = range[0],
            To = range[1],
            Shift = Range(map, "shift") ?? options.Shift,
            CoreHoleWidth = Range(map, "core_hole_width") ?? options.CoreHoleWidth,
            Resolution = Range(map, "resolution") ?? options.Resolution,
            EdgeStepDeviation = map.Has("edge_step") ? Positive(map, "edge_step", 0.0) : options.EdgeStepDeviation,
            BackgroundDeviation = Positive(map, "background", options.BackgroundDeviation),
            SlopeDeviation = Positive(map, "slope", options.SlopeDeviation),
            TheoryError = Positive(map, "theory_error", options.TheoryError),
            TheoryCorrelation = Positive(map, "theory_correlation", options.TheoryCorrelation),
            ErrorDegreesOfFreedom = Positive(map, "error_freedom", options.ErrorDegreesOfFreedom),
            DomainPenalty = Positive(map, "domain_penalty", options.DomainPenalty),
            Seed = Whole(map, "seed", options.Seed),
            Population = Whole(map, "population", options.Population),
            MaximumSteps = Whole(map, "steps", options.MaximumSteps),
            Threads = Whole(map, "threads", options.Threads),
        };
        return new FitSpec(
            options,
            map.Has("noise") ? Positive(map, "noise", 0.0) : null,
            map.Has("starts") ? [.. map.Maps("starts").Select(FitSpecStart.Read)] : []);
    }

    /// <summary>The starts of structures that do not come from files: site i with the text's start i.</summary>
    /// <param name="sites">At least one structure with its absorber; an absorber of -1 stands for all atoms of the model's element.</param>
    /// <exception cref="InvalidInputException">The text lists another number of starts.</exception>
    public IReadOnlyList<FitStart> StartsOf(ISiteList sites)
    {
        if (Starts.Count > 0 && Starts.Count != sites.Count)
        {
            throw new InvalidInputException($"{sites.Count} structures were given, but 'starts' lists {Starts.Count}; list one for each, in their order");
        }

        var starts = new FitStart[sites.Count];
        for (var i = 0; i < starts.Length; i++)
        {
            var listed = Starts.Count == 0 ? null : Starts[i];
            var absorber = sites.Absorber(i) < 0 ? null : AbsorberSelection.Index(sites.Absorber(i));
            starts[i] = new FitStart(listed?.Name ?? $"start {i}", new AtomicStructure(sites.Structure(i)))
            {
                Absorber = listed?.Absorber ?? absorber,
                Variations = listed?.Variations ?? [],
            };
        }

        return starts;
    }

    /// <summary>Refuses keys that are not known.</summary>
    internal static void CheckKeys(YamlMap map, IReadOnlyList<string> known)
    {
        if (map.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
        {
            throw new InvalidInputException($"{map.Source}: '{unknown}' is not known here; known are {string.Join(", ", known)}");
        }
    }

    private static ParameterRange? Range(YamlMap map, string key) =>
        map.Has(key) ? VariationText.ParseRange(map.Text(key), $"{map.Source}, '{key}'") : null;

    private static double Positive(YamlMap map, string key, double otherwise)
    {
        var number = map.Number(key, otherwise);
        return number >= 0.0 && double.IsFinite(number) ? number : throw new InvalidInputException($"{map.Source}: '{key}' must be a number of 0 or more");
    }

    private static int Whole(YamlMap map, string key, int otherwise)
    {
        var number = map.Has(key) ? map.Integer(key) : otherwise;
        return number >= 0 ? number : throw new InvalidInputException($"{map.Source}: '{key}' must be a whole number of 0 or more");
    }
}
