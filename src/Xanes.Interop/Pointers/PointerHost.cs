namespace Xanes.Interop.Pointers;

/// <summary>
/// The contract for hosts that have addresses where C# has spans: arrays stay in the host's memory, row-major, and are
/// neither moved nor kept. Faults are the contract's own.
/// </summary>
public static unsafe class PointerHost
{
    private const int RowsAtOnce = 16;

    /// <summary>Writes the vector of one absorber to <paramref name="destination"/>, float32 [F].</summary>
    /// <exception cref="InvalidInputException">The structure or the absorber is not one that the descriptor can take.</exception>
    /// <param name="descriptor">What to compute.</param>
    /// <param name="atoms">The number of atoms n.</param>
    /// <param name="atomicNumbers">int32 [n].</param>
    /// <param name="positions">Å, float64 [n, 3].</param>
    /// <param name="cell">Cell vectors in Å as rows, float64 [3, 3]; null where nothing repeats.</param>
    /// <param name="periodic"><see cref="PeriodicDirections"/>.</param>
    /// <param name="absorber">The absorbing atom's 0-based index.</param>
    /// <param name="destination">Takes the vector.</param>
    public static void Describe(
        IDescriptor descriptor, int atoms, long atomicNumbers, long positions, long cell, int periodic, int absorber, long destination) =>
        descriptor.Describe(
            View(atoms, atomicNumbers, positions, cell, periodic), absorber, new Span<float>((void*)destination, descriptor.Length));

    /// <summary>Writes the vectors of many absorbers to <paramref name="destination"/>, float32 [R, F], on all cores.</summary>
    /// <exception cref="InvalidInputException">As for a single one; the message names the first site at fault.</exception>
    public static void DescribeMany(IDescriptor descriptor, JoinedSites sites, long destination)
    {
        InvalidInputException? fault = null;
        var gate = new Lock();
        Parallel.For(0, (sites.Count + RowsAtOnce - 1) / RowsAtOnce, (chunk, state) =>
        {
            try
            {
                DescribeRows(descriptor, sites, chunk * RowsAtOnce, Math.Min(sites.Count, (chunk + 1) * RowsAtOnce), destination);
            }
            catch (InvalidInputException found)
            {
                lock (gate)
                {
                    fault = fault is null || found.Site < fault.Site ? found : fault;
                }

                // Rows before these still run, so that the fault reported is the first of the list.
                state.Break();
            }
        });
        if (fault is not null)
        {
            throw fault;
        }
    }

    /// <summary>Predicts the spectrum of one absorber and writes it to <paramref name="output"/>, R = 1.</summary>
    /// <exception cref="InvalidInputException">The structure or the absorber is not one that the model can take.</exception>
    /// <param name="model">What predicts.</param>
    /// <param name="atoms">The number of atoms n.</param>
    /// <param name="atomicNumbers">int32 [n].</param>
    /// <param name="positions">Å, float64 [n, 3].</param>
    /// <param name="cell">Cell vectors in Å as rows, float64 [3, 3]; null where nothing repeats.</param>
    /// <param name="periodic"><see cref="PeriodicDirections"/>.</param>
    /// <param name="absorber">The absorbing atom's 0-based index.</param>
    /// <param name="output">Takes the spectrum.</param>
    public static PointerPrediction Predict(
        ISpectrumModel model, int atoms, long atomicNumbers, long positions, long cell, int periodic, int absorber, PointerOutput output) =>
        output.Write([model.Predict(View(atoms, atomicNumbers, positions, cell, periodic), absorber)]);

    /// <summary>Predicts the spectra of many absorbers, on all cores, and writes them to <paramref name="output"/>.</summary>
    /// <exception cref="InvalidInputException">As for a single one; the message names the first site at fault.</exception>
    public static PointerPrediction PredictMany(ISpectrumModel model, JoinedSites sites, PointerOutput output) =>
        output.Write(model.PredictMany(sites.ToArray()));

    private static StructureView View(int atoms, long atomicNumbers, long positions, long cell, int periodic) =>
        new(
            new ReadOnlySpan<int>((void*)atomicNumbers, atoms),
            new ReadOnlySpan<double>((void*)positions, checked(3 * atoms)),
            cell == 0 ? default : new ReadOnlySpan<double>((void*)cell, 9),
            (PeriodicDirections)periodic);

    private static void DescribeRows(IDescriptor descriptor, JoinedSites sites, int first, int end, long destination)
    {
        var length = descriptor.Length;
        for (var site = first; site < end; site++)
        {
            try
            {
                descriptor.Describe(
                    sites.Structure(site), sites.Absorber(site), new Span<float>((float*)destination + ((long)site * length), length));
            }
            catch (InvalidInputException fault)
            {
                throw fault.AtSite(site);
            }
        }
    }
}
