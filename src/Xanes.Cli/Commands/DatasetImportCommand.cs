using System.CommandLine;
using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Import;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes dataset import</c>: structures and spectra from elsewhere in, a data set out.</summary>
internal sealed class DatasetImportCommand : XanesCommand
{
    private const int LeftOutShown = 10;

    private const string ManualText = """
        Reads structures with their spectra, computed or measured elsewhere, and writes a data set that 'xanes train' takes. It finds
        out what a file or folder holds, folders inside of it included:
          NAME.cif|.extxyz|.xyz|.vasp|.poscar beside NAME.csv|.dat|.txt|.xmu|.nor|.xdi|.npy   energy and absorption, on any grid
          xmu.dat beside feff.inp or POSCAR                 FEFF; a folder named ..._012 says that atom 12 absorbs
          in.txt, out.txt, out_conv.txt                     FDMNES, one absorber each; give --edge-step in Mbarn
          *.json                                            pymatgen's XAS, one or a list
          structures.extxyz, spectra.npy, energy.npy        many at once
        The absorber is 'absorber=' of the comment line or the element's only atom; a spectrum that is the mean over several atoms is
        taken where these see the same neighbours, else left out. Energies may be photon energies in eV or keV, or count from the edge;
        what was found is said. Spectra are interpolated onto one grid. The same structure with the same spectrum is kept once.
        'split=train|validation|test' of the structures is kept and honoured by 'xanes train'. docs/datasets.md tells the format.

        Examples:
          xanes dataset import my-feff-runs --absorber Cu --edge-energy 8979 -o cu-feff
          xanes dataset import spectra.json --absorber Fe --edge-energy 7112 --grid=-10,50,0.25 -o fe-mp
          xanes dataset import fdmnes-runs --absorber Ag --edge-energy 25514 --edge-step 0.0076 -o ag-mine
        """;

    private readonly Argument<string[]> _sources = new("SOURCE") { Description = "Files and folders", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string> _folder = new("--output", "-o") { Description = "The data set's folder", HelpName = "DIR", Required = true };

    private readonly Option<string> _absorber = new("--absorber") { Description = "The absorbing element", HelpName = "SYMBOL", Required = true };

    private readonly Option<string> _edge = new("--edge") { Description = "The absorption edge (default: K)", HelpName = "EDGE", DefaultValueFactory = _ => "K" };

    private readonly Option<double> _edgeEnergy = new("--edge-energy")
    {
        Description = "The tabulated edge energy, which energies are counted from",
        HelpName = "EV",
        Required = true,
    };

    private readonly Option<ImportedEnergies> _energies = new("--energies")
    {
        Description = "What the sources' energies count from: photon energies in eV, or eV from the edge (default: found by their size)",
        HelpName = "absolute|relative",
    };

    private readonly Option<string?> _grid = new("--grid")
    {
        Description = "The data set's energies in eV from the edge (default: what all spectra cover)",
        HelpName = "START,END,STEP",
    };

    private readonly Option<double?> _edgeStep = new("--edge-step") { Description = "What all intensities are divided by (default: 1)", HelpName = "X" };

    private readonly Option<bool> _flatten = new("--flatten") { Description = "Normalise and flatten each spectrum by its own pre-edge and post-edge" };

    private readonly Option<string?> _source = new("--source") { Description = "Where the spectra come from, kept in dataset.yaml", HelpName = "TEXT" };

    private readonly Option<string?> _licence = new("--licence") { Description = "Their licence, kept in dataset.yaml", HelpName = "TEXT" };

    /// <summary>Makes the command.</summary>
    public DatasetImportCommand()
        : base("import", "Make a data set of structures and spectra from elsewhere", ManualText)
    {
        Add(_sources);
        Add(_folder);
        Add(_absorber);
        Add(_edge);
        Add(_edgeEnergy);
        Add(_energies);
        Add(_grid);
        Add(_edgeStep);
        Add(_flatten);
        Add(_source);
        Add(_licence);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var options = ReadOptions(arguments);
        var report = DataSetImport.Run(options, session.Cancellation);
        foreach (var reason in report.LeftOut.Take(LeftOutShown))
        {
            session.Note($"left out: {reason}");
        }

        if (report.LeftOut.Count > LeftOutShown)
        {
            session.Note($"and {report.LeftOut.Count - LeftOutShown} more left out");
        }

        session.Note($"energies: {report.Energies}; the data set's: {report.Axis}");
        session.Note($"normalisation: {report.Normalisation}");
        session.Note(report.Split is var (training, validation, test)
            ? $"split as given: {training} training, {validation} validation, {test} test spectra"
            : "split by 'xanes train': 80 % training, 10 % validation, 10 % test");
        session.Note($"{Counted.Spectra(report.Count)} in {options.Folder}; {Counted.Of(report.Duplicates, "duplicate")} dropped, {report.LeftOut.Count} left out");
        return ExitStatus.Success;
    }

    private ImportOptions ReadOptions(ParseResult arguments)
    {
        var absorber = arguments.GetRequiredValue(_absorber);
        var (edgeEnergy, edgeStep) = (arguments.GetValue(_edgeEnergy), arguments.GetValue(_edgeStep));
        if (!ChemicalElement.TryGetAtomicNumber(absorber, out _))
        {
            throw new InvalidInputException($"--absorber {absorber}: is no element symbol; give one such as --absorber Cu");
        }

        if (edgeEnergy is not (> 0.0 and < 200_000.0))
        {
            throw new InvalidInputException(FormattableString.Invariant($"--edge-energy {edgeEnergy}: must be the tabulated energy in eV, such as --edge-energy 8979 for copper's K edge"));
        }

        if (edgeStep is not null and not > 0.0 || (edgeStep is not null && arguments.GetValue(_flatten)))
        {
            throw new InvalidInputException("--edge-step: must be above 0, such as --edge-step 0.0076, and stand without --flatten, which finds each spectrum's own");
        }

        return new ImportOptions
        {
            Sources = arguments.GetRequiredValue(_sources),
            Folder = arguments.GetRequiredValue(_folder),
            Absorber = absorber,
            Edge = arguments.GetRequiredValue(_edge),
            EdgeEnergy = edgeEnergy,
            Energies = arguments.GetValue(_energies),
            Grid = arguments.GetValue(_grid) is { } grid ? Grid(grid) : null,
            EdgeStep = edgeStep,
            Flatten = arguments.GetValue(_flatten),
            Source = arguments.GetValue(_source),
            Licence = arguments.GetValue(_licence),
        };
    }

    private static (double Start, double End, double Step) Grid(string text)
    {
        var numbers = text.Split(',')
            .Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        return numbers is [var start, var end, var step] && start < end && step > 0.0
            ? (start, end, step)
            : throw new InvalidInputException($"--grid {text}: must be start, end and step in eV, such as --grid=-10,50,0.5");
    }
}
