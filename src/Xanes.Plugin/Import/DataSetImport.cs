using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Measured.Normalisation;

namespace Xanes.Plugin.Import;

/// <summary>Makes a data set of structures and spectra from elsewhere.</summary>
public static class DataSetImport
{
    private const double LowestStep = 0.5;
    private const double HighestStep = 1.6;
    private const int LargestSite = 100_000;

    /// <summary>Reads the sources, brings all spectra to one energy axis and to edge steps, and writes the data set.</summary>
    /// <exception cref="InvalidInputException">Nothing can be imported, something must be said by an option, or the folder holds a data set.</exception>
    /// <exception cref="XanesException">The data set cannot be written.</exception>
    public static ImportReport Run(ImportOptions options, CancellationToken cancellation = default)
    {
        var leftOut = new List<string>();
        var read = new List<ImportedSpectrum>();
        foreach (var spectrum in options.Sources.SelectMany(source => ImportSources.Read(source, options.Absorber, leftOut.Add)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (WithAbsorber(spectrum, options.Absorber, leftOut) is { } sound)
            {
                read.Add(sound);
            }
        }

        CheckNotEmpty(read, leftOut);
        var origin = EnergyOrigin.Of(read, options);
        var placed = read.ConvertAll(spectrum => Normalised(Placed(spectrum, origin), options));
        var grid = CommonGrid.Of(placed.ConvertAll(spectrum => spectrum.Energies), options.Grid);
        leftOut.AddRange(placed.Where(spectrum => !grid.IsCoveredBy(spectrum.Energies)).Select(spectrum => FormattableString.Invariant(
            $"{spectrum.Place}: reaches from {spectrum.Energies[0]:0.###} to {spectrum.Energies[^1]:0.###} eV, not over {grid}")));
        placed.RemoveAll(spectrum => !grid.IsCoveredBy(spectrum.Energies));
        CheckNotEmpty(placed, leftOut);

        var rows = placed.ConvertAll(spectrum => new ImportedRow(spectrum, OnGrid(spectrum, grid)));
        var distinct = rows.DistinctBy(row => row.Fingerprint).ToList();
        CheckIds(distinct);
        var normalisation = NormalisationText(distinct, options);
        ImportedSet.Write(options, distinct, grid.Energies(), normalisation);
        return new ImportReport(
            distinct.Count, rows.Count - distinct.Count, leftOut, origin.Text, normalisation, grid.ToString(), SplitOf(distinct));
    }

    private static ImportedSpectrum? WithAbsorber(ImportedSpectrum spectrum, string element, List<string> leftOut)
    {
        try
        {
            var site = spectrum.Absorber ?? Sites.Typical(spectrum.Structure, element)
                ?? throw new InvalidInputException(
                    $"its {element} atoms differ and it is not said which one absorbs; add 'absorber=INDEX' to the structure's comment line, or import a spectrum of each");
            var found = site is >= 0 and < LargestSite && site < spectrum.Structure.Count ? ChemicalElement.Symbol(spectrum.Structure.AtomicNumbers[site]) : "no atom";
            return found == element ? Sound(spectrum) with { Absorber = site }
                : throw new InvalidInputException($"its absorber (atom {site}) is {found}, not {element}");
        }
        catch (InvalidInputException fault)
        {
            leftOut.Add(fault.Message.StartsWith(spectrum.Place, StringComparison.Ordinal) ? fault.Message : $"{spectrum.Place}: {fault.Message}");
            return null;
        }
    }

    private static ImportedSpectrum Sound(ImportedSpectrum spectrum)
    {
        if (spectrum.Energies.Length < 5 || spectrum.Energies.Length != spectrum.Intensities.Length)
        {
            throw new InvalidInputException($"has {Counted.Of(spectrum.Energies.Length, "energy", "energies")} and {Counted.Of(spectrum.Intensities.Length, "value")}; a spectrum has five or more of both");
        }

        if (!spectrum.Energies.Concat(spectrum.Intensities).All(double.IsFinite))
        {
            throw new InvalidInputException("holds a value that is not finite");
        }

        return spectrum.Energies.Zip(spectrum.Energies.Skip(1)).All(pair => pair.First < pair.Second)
            ? spectrum
            : throw new InvalidInputException("its energies do not ascend; sort them");
    }

    private static ImportedSpectrum Placed(ImportedSpectrum spectrum, EnergyOrigin origin) =>
        spectrum with { Energies = [.. spectrum.Energies.Select(origin.Place)] };

    private static ImportedSpectrum Normalised(ImportedSpectrum spectrum, ImportOptions options)
    {
        if (options.Flatten)
        {
            var measured = new MeasuredSpectrum(
                spectrum.Place, spectrum.Id, spectrum.Energies.Select(energy => energy + options.EdgeEnergy).ToArray(), spectrum.Intensities);
            return spectrum with { Intensities = PreEdge.Normalise(measured).Flattened.ToArray() };
        }

        return options.EdgeStep is { } step ? spectrum with { Intensities = [.. spectrum.Intensities.Select(value => value / step)] } : spectrum;
    }

    private static float[] OnGrid(ImportedSpectrum spectrum, CommonGrid grid) =>
        [.. grid.Energies().Select(energy => (float)LinearInterpolation.At(spectrum.Energies, spectrum.Intensities, energy))];

    private static string NormalisationText(List<ImportedRow> rows, ImportOptions options)
    {
        var level = rows.Average(row => row.Level);
        if (level is < LowestStep or > HighestStep)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"the spectra are {level:0.####} at their upper end, not about 1 edge step; divide them by --edge-step {level / (options.EdgeStep is { } given ? 1.0 / given : 1.0):0.####} (the step of a standard where you know it), or --flatten those that reach from 30 eV below to 150 eV above the edge"));
        }

        return options.Flatten ? "each spectrum flattened, its own edge step 1"
            : options.EdgeStep is { } step ? FormattableString.Invariant($"as given / edge step of {step}, the same for all spectra")
            : "as given by the source, in edge steps";
    }

    private static void CheckNotEmpty(IReadOnlyCollection<ImportedSpectrum> spectra, List<string> leftOut)
    {
        if (spectra.Count == 0)
        {
            throw new InvalidInputException(leftOut.Count == 0
                ? "no structure with a spectrum was found; 'xanes dataset import --help' lists the layouts"
                : $"nothing can be imported: {leftOut[0]}{(leftOut.Count > 1 ? $" (and {leftOut.Count - 1} more)" : "")}");
        }
    }

    private static void CheckIds(List<ImportedRow> rows)
    {
        if (rows.GroupBy(row => row.Spectrum.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidInputException(
                $"two different spectra are called {twice.Key} ({string.Join(" and ", twice.Take(2).Select(row => row.Spectrum.Place))}); rename one");
        }

        var parted = rows.Count(row => row.Spectrum.Part is not null);
        if (parted > 0 && parted < rows.Count)
        {
            throw new InvalidInputException($"{parted} of {rows.Count} structures have 'split='; give it to all of them or to none");
        }
    }

    private static (int Training, int Validation, int Test)? SplitOf(List<ImportedRow> rows) => rows[0].Spectrum.Part is null
        ? null
        : (Of(rows, SplitPart.Training), Of(rows, SplitPart.Validation), Of(rows, SplitPart.Test));

    private static int Of(List<ImportedRow> rows, SplitPart part) => rows.Count(row => row.Spectrum.Part == part);
}
