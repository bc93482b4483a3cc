using Xanes.Interop;
using Xanes.Plugin.Domain;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>
/// Structures as a function of parameters: the slots of all starts, and their shares in the spectrum. The parameters of the
/// starts' variations come first, then one less than there are starts for their fractions.
/// </summary>
internal sealed class StructureModel
{
    private readonly int _firstFraction;

    private StructureModel(
        IReadOnlyList<FitStart> starts,
        IReadOnlyList<FitParameter> parameters,
        IReadOnlyList<StructureSlot> slots,
        IReadOnlyList<double> weights,
        IReadOnlyList<int?> shifts,
        IReadOnlyList<DerivedQuantity> derived)
    {
        Starts = starts;
        Parameters = parameters;
        Slots = slots;
        Weights = weights;
        Shifts = shifts;
        Derived = derived;
        _firstFraction = parameters.Count - (starts.Count - 1);
        Structures = slots.Sum(slot => slot.Structures);
    }

    /// <summary>The starts.</summary>
    public IReadOnlyList<FitStart> Starts { get; }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<FitParameter> Parameters { get; }

    /// <summary>The inequivalent absorbers of all starts.</summary>
    public IReadOnlyList<StructureSlot> Slots { get; }

    /// <summary>The weight of each slot in the spectrum of its start.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>The parameter that shifts the energies of each start; null where none does.</summary>
    public IReadOnlyList<int?> Shifts { get; }

    /// <summary>Quantities that follow from the parameters.</summary>
    public IReadOnlyList<DerivedQuantity> Derived { get; }

    /// <summary>The number of structures that are predicted for one set of parameters.</summary>
    public int Structures { get; }

    /// <summary>Builds the structures of some starts.</summary>
    /// <param name="starts">At least one; their names differ.</param>
    /// <param name="model">Predicts which absorbers are equivalent.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    /// <exception cref="InvalidInputException">
    /// A variation names atoms that are not there, names repeat, or the model does not know an element near an absorber.
    /// </exception>
    public static StructureModel Create(IReadOnlyList<FitStart> starts, ISpectrumModel model, int seed)
    {
        if (starts.Count == 0)
        {
            throw new InvalidInputException("a fit needs a structure to start from; give one");
        }

        var named = starts.Select(start => start with { Absorber = start.Absorber ?? AbsorberSelection.Parse(model.Info.Absorber) }).ToArray();
        var parameters = new List<FitParameter>();
        var radius = model.Info.Descriptor.Number("r_max", 5.0) + DomainOfTraining.Margin;
        var builders = named.Select((start, number) =>
            new StartBuilder(start, number, starts.Count > 1 ? $"{start.Name}: " : "", parameters, radius, seed)).ToArray();
        foreach (var builder in builders)
        {
            builder.AddParameters();
        }

        for (var left = starts.Count - 1; left > 0; left--)
        {
            parameters.Add(new FitParameter($"fraction {starts[starts.Count - 1 - left].Name}", "", new ParameterRange(0.0, 1.0)));
        }

        CheckNames(starts, parameters);
        var slots = new List<StructureSlot>();
        var weights = new List<double>();
        var derived = new List<DerivedQuantity>();
        foreach (var (builder, start) in builders.Zip(named))
        {
            RefuseUnknownElements(start, builder.Absorbers(), model);
            var groups = EquivalentAbsorbers.Find(builder, parameters, model, seed);
            var all = (double)groups.Sum(group => group.Count);
            StructureSlot[] own = [.. groups.Select(group => builder.Slot(group[0], isDisordered: true))];
            double[] shares = [.. groups.Select(group => group.Count / all)];
            derived.AddRange(builder.DerivedQuantities(own, shares));
            slots.AddRange(own);
            weights.AddRange(shares);
        }

        var result = new StructureModel(named, parameters, slots, weights, [.. builders.Select(builder => builder.ShiftParameter)], derived);
        if (starts.Count > 1)
        {
            derived.Add(new DerivedQuantity($"fraction {starts[^1].Name}", "", values => result.Fractions(values)[^1]));
        }

        return result.Structures <= StartBuilder.MaximumStructures ? result : throw new InvalidInputException(
            $"each spectrum would be the mean of {result.Structures} structures, more than {StartBuilder.MaximumStructures}; name fewer absorbers or copies");
    }

    /// <summary>Other faults of a start, such as atoms that overlap, may be gone where its parameters have other values.</summary>
    private static void RefuseUnknownElements(FitStart start, int[] absorbers, ISpectrumModel model)
    {
        var sites = new SiteList([.. absorbers.Select(absorber => new AbsorberSite(start.Structure, absorber))]);
        var spectra = new SpectrumArrays(new float[absorbers.Length * model.Info.Energies.Length]);
        var faults = model.PredictMany(sites, spectra, new BatchOptions { KeepGoing = true });
        if (faults.FirstOrDefault(fault => fault.UnknownElement is not null) is { } unknown)
        {
            throw unknown.At(start.Name);
        }
    }

    /// <summary>The share of each start in the spectrum, [starts].</summary>
    /// <param name="values">
    /// The parameters. Those of the fractions are shares of what the starts before leave, stretched so that their uniform prior is
    /// uniform over all fractions that add up to 1.
    /// </param>
    public double[] Fractions(ReadOnlySpan<double> values)
    {
        var fractions = new double[Starts.Count];
        var rest = 1.0;
        for (var start = 0; start < Starts.Count - 1; start++)
        {
            var others = Starts.Count - 1 - start;
            fractions[start] = rest * (1.0 - Math.Pow(1.0 - values[_firstFraction + start], 1.0 / others));
            rest -= fractions[start];
        }

        fractions[^1] = rest;
        return fractions;
    }

    /// <summary>The parameters as they are told: fractions as shares of the whole.</summary>
    public double[] Told(double[] values)
    {
        double[] told = [.. values];
        var fractions = Fractions(values);
        for (var start = 0; start < Starts.Count - 1; start++)
        {
            told[_firstFraction + start] = fractions[start];
        }

        return told;
    }

    /// <summary>The structures of some values, one for each start and inequivalent absorber, with their shares and verdicts.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="model">Judges them.</param>
    /// <exception cref="InvalidInputException">A structure is not one that the model can take.</exception>
    public IReadOnlyList<FittedStructure> Found(double[] values, ISpectrumModel model)
    {
        var fractions = Fractions(values);
        var found = new FittedStructure[Slots.Count];
        for (var i = 0; i < found.Length; i++)
        {
            var slot = Slots[i];
            var start = Starts[slot.Start];
            var (atoms, absorber) = slot.Best(start.Structure, values);
            found[i] = new FittedStructure(start.Name, atoms, absorber, fractions[slot.Start] * Weights[i], model.Predict(atoms.View, absorber).Domain);
        }

        return found;
    }

    private static void CheckNames(IReadOnlyList<FitStart> starts, List<FitParameter> parameters)
    {
        if (starts.GroupBy(start => start.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidInputException($"two starts are called '{twice.Key}'; give them different names");
        }

        if (parameters.GroupBy(parameter => parameter.Name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new InvalidInputException($"two parameters are called '{repeated.Key}'; vary it once, or name one with 'as NAME'");
        }
    }
}
