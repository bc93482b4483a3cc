namespace Xanes.Interop;

/// <summary>Structures that are moved by hand, for hosts that have addresses where C# has spans, as <see cref="PointerHost"/>.</summary>
public static unsafe class ExplorationHost
{
    /// <summary>Prepares an exploration.</summary>
    /// <param name="plugin">What predicts.</param>
    /// <param name="start">The address of a <see cref="SiteArrays"/> with one site; absorber -1 for all of the model's element.</param>
    /// <param name="photonEnergies">float64 [points] in eV.</param>
    /// <param name="absorption">float64 [points] in edge steps.</param>
    /// <param name="points">The number of measured points; 0 without a measured spectrum.</param>
    /// <param name="noise">float64 [noiseCount]; 0 where it is to be estimated.</param>
    /// <param name="noiseCount">0, 1 or the number of points.</param>
    /// <param name="model">The model's name or folder; null for that of the absorbing element.</param>
    /// <param name="spec">A <see cref="FitSpec"/> in YAML with one start or none.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    /// <exception cref="InvalidInputException">As for <see cref="IXanesPlugin.OpenExploration"/>.</exception>
    public static IStructureExploration Open(
        IXanesPlugin plugin,
        long start,
        long photonEnergies,
        long absorption,
        int points,
        long noise,
        int noiseCount,
        string? model,
        string spec,
        CancellationToken cancellation)
    {
        var begin = Start(
            new JoinedSites(*(SiteArrays*)start), Values(photonEnergies, points), Values(absorption, points), Values(noise, noiseCount), spec);
        return plugin.OpenExploration(begin with { Options = begin.Options! with { Model = model } }, cancellation);
    }

    /// <summary>What an exploration begins with, from arrays and a text.</summary>
    /// <param name="start">One structure with its absorber; -1 stands for all atoms of the model's element.</param>
    /// <param name="photonEnergies">Photon energies in eV, [n]; empty without a measured spectrum. The arrays are kept.</param>
    /// <param name="absorption">Absorption in edge steps, [n].</param>
    /// <param name="noise">One standard deviation, [n] or [1]; empty where the text says it, or it is to be estimated.</param>
    /// <param name="spec">A <see cref="FitSpec"/> in YAML with one start or none.</param>
    /// <exception cref="InvalidInputException">It is not one structure, or the text or the spectrum is at fault.</exception>
    public static ExplorationStart Start(
        ISiteList start, ReadOnlyMemory<double> photonEnergies, ReadOnlyMemory<double> absorption, ReadOnlyMemory<double> noise, string spec)
    {
        if (start.Count != 1)
        {
            throw new InvalidInputException($"{start.Count} structures were given; one is moved by hand, give that");
        }

        var read = FitSpec.Read(YamlMap.Parse(spec, "the options"));
        var deviations = noise.IsEmpty && read.Noise is { } deviation ? new[] { deviation } : noise;
        var target = photonEnergies.IsEmpty ? null : new FitTarget(photonEnergies, absorption, deviations);
        return new ExplorationStart(read.StartsOf(start)[0], target, read.Options);
    }

    /// <summary>Copies the energies of an exploration's spectra, and what was measured there.</summary>
    /// <param name="exploration">An exploration of n energies.</param>
    /// <param name="photonEnergies">Takes float64 [n] in eV.</param>
    /// <param name="measured">Takes float64 [n] in edge steps; 0 where it is not wanted. Without a measured spectrum it stays as it is.</param>
    public static void CopyEnergies(IStructureExploration exploration, long photonEnergies, long measured)
    {
        Copy(exploration.PhotonEnergies, photonEnergies);
        Copy(exploration.Measured, measured);
    }

    /// <summary>The spectrum and the structure at some values.</summary>
    /// <param name="exploration">An exploration of n energies.</param>
    /// <param name="values">float64 [count].</param>
    /// <param name="count">The number of values: as many as there are parameters.</param>
    /// <param name="predicted">Takes float64 [n] in edge steps.</param>
    /// <param name="adjusted">Takes float64 [n]; 0 where it is not wanted. Without a measured spectrum it stays as it is.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">As for <see cref="IStructureExploration.Evaluate"/>.</exception>
    public static ExploredState Evaluate(
        IStructureExploration exploration, long values, int count, long predicted, long adjusted, CancellationToken cancellation)
    {
        var state = exploration.Evaluate(new ReadOnlySpan<double>((void*)values, count), cancellation);
        Copy(state.Predicted, predicted);
        Copy(state.Adjusted, adjusted);
        return state;
    }

    /// <summary>Fits within the parameters' bounds.</summary>
    /// <param name="exploration">Structure and measured spectrum.</param>
    /// <param name="values">float64 [count].</param>
    /// <param name="count">The number of values: as many as there are parameters.</param>
    /// <param name="varyWidths">Whether core-hole width and resolution vary.</param>
    /// <param name="fraction">Takes float64, the share that is done, again and again; 0 where it is not wanted.</param>
    /// <param name="cancellation">Ends the fit.</param>
    /// <exception cref="InvalidInputException">As for <see cref="IStructureExploration.Fit"/>.</exception>
    public static FitResult Fit(
        IStructureExploration exploration, long values, int count, bool varyWidths, long fraction, CancellationToken cancellation) =>
        exploration.Fit(new ReadOnlySpan<double>((void*)values, count), varyWidths, new PointedProgress((nint)fraction), cancellation);

    private static double[] Values(long address, int count) => address == 0 ? [] : new ReadOnlySpan<double>((void*)address, count).ToArray();

    private static void Copy(ReadOnlyMemory<double> values, long address)
    {
        if (address != 0)
        {
            values.Span.CopyTo(new Span<double>((void*)address, values.Length));
        }
    }
}
