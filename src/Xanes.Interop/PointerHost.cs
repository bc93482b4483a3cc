using System.Globalization;

namespace Xanes.Interop;

/// <summary>
/// The contract for managed hosts that have addresses where C# has spans (Python with pythonnet). Arrays stay the host's,
/// row-major; they are neither moved nor kept. Addresses are passed as numbers, 0 for none.
/// </summary>
public static unsafe class PointerHost
{
    /// <summary>The models that are taken where none is named.</summary>
    /// <param name="plugin">Knows them.</param>
    /// <param name="elements">Atomic numbers with blanks between them.</param>
    public static IReadOnlyList<ModelChoice> ModelsFor(IXanesPlugin plugin, string elements) => [.. plugin.ModelsFor(Numbers(elements))];

    /// <summary>The descriptor for absorbers of some elements.</summary>
    /// <param name="plugin">Knows it.</param>
    /// <param name="elements">Atomic numbers with blanks between them.</param>
    /// <exception cref="InvalidInputException">Models for several of the elements are there.</exception>
    public static DescriptorSpec DescriptorFor(IXanesPlugin plugin, string elements) => plugin.DescriptorFor(Numbers(elements));

    /// <summary>Writes the vector of one absorber.</summary>
    /// <param name="descriptor">What to compute.</param>
    /// <param name="atoms">The number of atoms n.</param>
    /// <param name="atomicNumbers">int32 [n].</param>
    /// <param name="positions">float64 [n,3] in Å.</param>
    /// <param name="cell">float64 [3,3], vectors as rows in Å; 0 where nothing repeats.</param>
    /// <param name="periodic">uint8 [3], not zero where the structure repeats along that vector; 0 where nothing repeats.</param>
    /// <param name="absorber">The absorbing atom's 0-based index.</param>
    /// <param name="destination">Takes float32 [<see cref="IDescriptor.Length"/>].</param>
    /// <exception cref="InvalidInputException">The structure or the absorber is not one that the descriptor can take.</exception>
    public static void Describe(
        IDescriptor descriptor, int atoms, long atomicNumbers, long positions, long cell, long periodic, int absorber, long destination) =>
        descriptor.Describe(
            Structure(atoms, atomicNumbers, positions, cell, periodic), absorber, new Span<float>((void*)destination, descriptor.Length));

    /// <summary>Writes the vectors of many absorbers.</summary>
    /// <param name="descriptor">What to compute.</param>
    /// <param name="sites">The address of a <see cref="SiteArrays"/> with N sites.</param>
    /// <param name="threads">0 for as many as cores.</param>
    /// <param name="destination">Takes float32 [N, <see cref="IDescriptor.Length"/>].</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">As for one, the first of the list.</exception>
    public static void DescribeMany(IDescriptor descriptor, long sites, int threads, long destination, CancellationToken cancellation)
    {
        var list = new JoinedSites(*(SiteArrays*)sites);
        descriptor.DescribeMany(
            list, Values(destination, list.Count, descriptor.Length), options: new BatchOptions { Threads = threads, Cancellation = cancellation });
    }

    /// <summary>A model for structures with elements that it does not know. Atomic numbers are texts with blanks between them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ignored">The elements that are left out.</param>
    /// <param name="substituted">The elements that are taken as others.</param>
    /// <param name="takenAs">What each of these is taken as.</param>
    /// <exception cref="InvalidInputException">As for <see cref="ISpectrumModel.WithNeighbours"/>.</exception>
    public static ISpectrumModel WithNeighbours(ISpectrumModel model, string ignored, string substituted, string takenAs)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var (from, to) in Numbers(substituted).Zip(Numbers(takenAs)))
        {
            if (!pairs.TryAdd(ChemicalElement.Symbol(from), ChemicalElement.Symbol(to)))
            {
                throw new InvalidInputException($"substitute: {ChemicalElement.Symbol(from)} is substituted twice; name it once");
            }
        }

        return model.WithNeighbours(new NeighbourChanges { Ignored = [.. Numbers(ignored).Select(ChemicalElement.Symbol)], Substituted = pairs });
    }

    /// <summary>Predicts the spectrum of one absorber.</summary>
    /// <param name="model">What predicts.</param>
    /// <param name="atoms">The number of atoms n.</param>
    /// <param name="atomicNumbers">int32 [n].</param>
    /// <param name="positions">float64 [n,3] in Å.</param>
    /// <param name="cell">float64 [3,3], vectors as rows in Å; 0 where nothing repeats.</param>
    /// <param name="periodic">uint8 [3], not zero where the structure repeats along that vector; 0 where nothing repeats.</param>
    /// <param name="absorber">The absorbing atom's 0-based index.</param>
    /// <param name="intensities">Takes float32 [M].</param>
    /// <param name="uncertainties">Takes float32 [M]; 0 where it is not wanted.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">The structure or the absorber is not one that the model can take.</exception>
    public static DomainVerdict Predict(
        ISpectrumModel model,
        int atoms,
        long atomicNumbers,
        long positions,
        long cell,
        long periodic,
        int absorber,
        long intensities,
        long uncertainties,
        CancellationToken cancellation)
    {
        var spectrum = model.Predict(Structure(atoms, atomicNumbers, positions, cell, periodic), absorber, cancellation);
        spectrum.Intensities.Span.CopyTo(new Span<float>((void*)intensities, spectrum.Intensities.Length));
        if (uncertainties != 0)
        {
            spectrum.Uncertainty.Span.CopyTo(new Span<float>((void*)uncertainties, spectrum.Uncertainty.Length));
        }

        return spectrum.Domain;
    }

    /// <summary>Predicts the spectra of many absorbers.</summary>
    /// <param name="model">What predicts.</param>
    /// <param name="sites">The address of a <see cref="SiteArrays"/> with N sites.</param>
    /// <param name="threads">0 for as many as cores.</param>
    /// <param name="intensities">Takes float32 [N,M].</param>
    /// <param name="uncertainties">Takes float32 [N,M]; 0 where it is not wanted.</param>
    /// <param name="inside">Takes int32 [N]: 1 where the structure resembles the training data, else 0.</param>
    /// <param name="distances">Takes float64 [N]: <see cref="DomainVerdict.Distance"/>.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">As for one, the first of the list.</exception>
    public static void PredictMany(
        ISpectrumModel model,
        long sites,
        int threads,
        long intensities,
        long uncertainties,
        long inside,
        long distances,
        CancellationToken cancellation)
    {
        var list = new JoinedSites(*(SiteArrays*)sites);
        var points = model.Info.Energies.Length;
        var domains = new DomainVerdict[list.Count];
        model.PredictMany(
            list,
            new SpectrumArrays(
                Values(intensities, list.Count, points), uncertainties == 0 ? default : Values(uncertainties, list.Count, points), domains),
            new BatchOptions { Threads = threads, Cancellation = cancellation });
        for (var site = 0; site < domains.Length; site++)
        {
            ((int*)inside)[site] = domains[site].IsInside ? 1 : 0;
            ((double*)distances)[site] = domains[site].Distance;
        }
    }

    /// <summary>Finds the structures that a vector of counts describes.</summary>
    /// <param name="plugin">What finds them.</param>
    /// <param name="spec">The spec that the counts were made with.</param>
    /// <param name="vector">float32 [length].</param>
    /// <param name="length">The number of values.</param>
    /// <param name="absorber">The symbol of the absorbing element; null where the spec names it.</param>
    /// <param name="method">A <see cref="ReconstructionMethod"/>.</param>
    /// <param name="refine"><see cref="ReconstructionOptions.Refine"/>.</param>
    /// <param name="maximumSolutions"><see cref="ReconstructionOptions.MaximumSolutions"/>.</param>
    /// <param name="seed"><see cref="ReconstructionOptions.Seed"/>.</param>
    /// <param name="threads"><see cref="ReconstructionOptions.Threads"/>.</param>
    /// <param name="timeLimit"><see cref="ReconstructionOptions.TimeLimit"/> in s.</param>
    /// <param name="minimumDistance"><see cref="ReconstructionOptions.MinimumDistance"/>.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">As for <see cref="IXanesPlugin.Reconstruct"/>.</exception>
    public static ReconstructionResult Reconstruct(
        IXanesPlugin plugin,
        DescriptorSpec spec,
        long vector,
        int length,
        string? absorber,
        int method,
        bool refine,
        int maximumSolutions,
        int seed,
        int threads,
        double timeLimit,
        double minimumDistance,
        CancellationToken cancellation)
    {
        var options = new ReconstructionOptions
        {
            Absorber = absorber,
            Method = (ReconstructionMethod)method,
            Refine = refine,
            MaximumSolutions = maximumSolutions,
            Seed = seed,
            Threads = threads,
            TimeLimit = ReconstructionOptions.Seconds(timeLimit),
            MinimumDistance = minimumDistance,
        };
        return plugin.Reconstruct(new ReadOnlySpan<float>((void*)vector, length), spec, options, cancellation: cancellation);
    }

    /// <summary>Finds the structures that fit a measured spectrum.</summary>
    /// <param name="plugin">What finds them.</param>
    /// <param name="starts">The address of a <see cref="SiteArrays"/> with a site for each start; absorber -1 for all of the model's element.</param>
    /// <param name="photonEnergies">float64 [points] in eV.</param>
    /// <param name="absorption">float64 [points] in edge steps.</param>
    /// <param name="points">The number of points.</param>
    /// <param name="noise">float64 [noiseCount]; 0 where it is to be estimated.</param>
    /// <param name="noiseCount">0, 1 or the number of points.</param>
    /// <param name="model">The model's name or folder; null for the manifest's default model.</param>
    /// <param name="spec">A <see cref="FitSpec"/> in YAML; its starts are those of the structures, in their order.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">As for <see cref="IXanesPlugin.Fit"/>.</exception>
    public static FitResult Fit(
        IXanesPlugin plugin,
        long starts,
        long photonEnergies,
        long absorption,
        int points,
        long noise,
        int noiseCount,
        string? model,
        string spec,
        CancellationToken cancellation)
    {
        var read = FitSpec.Read(YamlMap.Parse(spec, "the fit's options"));
        var target = new FitTarget(
            new ReadOnlySpan<double>((void*)photonEnergies, points).ToArray(),
            new ReadOnlySpan<double>((void*)absorption, points).ToArray(),
            noise != 0 ? new ReadOnlySpan<double>((void*)noise, noiseCount).ToArray() : read.Noise is { } deviation ? new[] { deviation } : default);
        return plugin.Fit(target, read.StartsOf(new JoinedSites(*(SiteArrays*)starts)), read.Options with { Model = model }, cancellation: cancellation);
    }

    /// <summary>Copies an array of a fit's result, see <see cref="FitArrays"/>.</summary>
    /// <param name="result">The result.</param>
    /// <param name="name">The array's name.</param>
    /// <param name="destination">Takes float64, as many as the array has.</param>
    public static void CopyArray(FitResult result, string name, long destination)
    {
        var values = FitArrays.Of(result)[name].Values;
        values.CopyTo(new Span<double>((void*)destination, values.Length));
    }

    /// <summary>Copies a structure's atoms.</summary>
    /// <param name="structure">n atoms.</param>
    /// <param name="atomicNumbers">Takes int32 [n].</param>
    /// <param name="positions">Takes float64 [n,3] in Å.</param>
    public static void CopyAtoms(AtomicStructure structure, long atomicNumbers, long positions)
    {
        structure.AtomicNumbers.CopyTo(new Span<int>((void*)atomicNumbers, structure.Count));
        structure.Positions.CopyTo(new Span<double>((void*)positions, 3 * structure.Count));
    }

    private static StructureView Structure(int atoms, long atomicNumbers, long positions, long cell, long periodic) =>
        JoinedSites.StructureAt(atoms, (int*)atomicNumbers, (double*)positions, (double*)cell, (byte*)periodic);

    private static Memory<float> Values(long address, int rows, int columns) =>
        (long)rows * columns <= Array.MaxLength
            ? new PointedMemory<float>((nint)address, rows * columns).Memory
            : throw new InvalidInputException(
                $"{rows} rows of {columns} values are too many for one call; give at most {Array.MaxLength / columns} sites and call again for the rest");

    private static int[] Numbers(string elements) => [.. elements.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
}
