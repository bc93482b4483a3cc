using System.CommandLine;
using System.Globalization;
using Xanes.Cli.Input;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Cli.Plotting;
using Xanes.Cli.Progress;
using Xanes.Cli.Rows;
using Xanes.Interop;
using Xanes.Plugin;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes compare</c>: which structures a measured spectrum may be of.</summary>
internal sealed class CompareCommand : XanesCommand
{
    private const string ManualText = """
        Examples:
          xanes compare "ag.prj:Ag oxide" ag2o.cif ago.cif --plot oxide.png     which of the two is it?
          xanes compare foil.xdi candidates.extxyz --best 20 -o ranking.csv     thousands of frames, the best twenty
          xanes compare foil.xdi ag.cif --shift -3.1 --amplitude 1              nothing free
          xanes compare foil.xdi ag.cif --window 25500,25570 --background       a straight line fitted as well
          xanes compare foil.xdi ag.cif --core-hole-width 5.5 --resolution 1.5  as the measured edge wants; or --fit-core-hole-width

        Each structure's spectrum is predicted, the mean over its absorbers, and laid on the measured one (flattened, unless --norm):
          measured = amplitude * predicted(E - shift) + background
        with the shift and the amplitude that agree best within their bounds. A shift is what is added to predicted photon energies.
        Structures are then ranked by the mean square error (MSE) over the window, in squared edge steps; with the R factor (the squared
        differences over the squared measured values) and the correlation. 'As good' says that the model's own uncertainty is enough to
        make a structure as good as the best. The domain says whether the model has seen such structures.

        --ignore leaves neighbours of some elements out, --substitute takes those of one as another that the model knows.

        The measured file is read and normalised as by xanes measured, with the same options.

        Outputs (-o):
          ranking.csv     a line for each of the best
          ranking.json    the same with energies, measured and fitted spectra
        """;

    private readonly Argument<string> _measuredFile = new("MEASURED") { Description = "The measured spectrum: a file, or a record of it as FILE:RECORD" };

    private readonly StructureOptions _structures = new();

    private readonly ModelOption _model = new();

    private readonly NeighbourOptions _neighbours = new();

    private readonly Option<string?> _window = new("--window")
    {
        Description = "The measured photon energies that are compared (eV); else from 20 eV below e0 to 70 eV above, as far as predicted",
        HelpName = "FIRST,LAST",
    };

    private readonly Option<string?> _shift = new("--shift")
    {
        Description = "The energy shift (eV): one value fixes it, two bound it; else -10,10",
        HelpName = "EV|FIRST,LAST",
    };

    private readonly Option<string?> _amplitude = new("--amplitude")
    {
        Description = "The amplitude: one value fixes it, two bound it; else 0.9,1.1",
        HelpName = "A|FIRST,LAST",
    };

    private readonly Option<bool> _background = new("--background") { Description = "Fit a straight line as well" };

    private readonly BroadeningOptions _broadening = new();

    private readonly Option<bool> _fitWidth = new("--fit-core-hole-width") { Description = "Fit the core-hole width of each of the best as well" };

    private readonly Option<bool> _norm = new("--norm") { Description = "Compare the normalised spectrum, not the flattened one" };

    private readonly Option<int> _best = new("--best") { Description = "How many of the best are shown; else 10", HelpName = "N", DefaultValueFactory = _ => 10 };

    private readonly MeasuredOptions _measured = new();

    private readonly OutputOption _output = new(
        new Option<string?>("--output", "-o") { Description = "Write the ranking to this file", HelpName = "r.csv|.json" }, ".csv", ".json");

    private readonly OutputOption _plot = new(
        new Option<string?>("--plot") { Description = "Draw measured and best spectra with their differences into this file", HelpName = "r.png|.svg" },
        ".png",
        ".svg");

    /// <summary>Makes the command.</summary>
    public CompareCommand()
        : base("compare", "Find which structures a measured spectrum may be of", ManualText)
    {
        Add(_measuredFile);
        _structures.AddTo(this);
        _model.AddTo(this);
        _neighbours.AddTo(this);
        Add(_window);
        Add(_shift);
        Add(_amplitude);
        Add(_background);
        _broadening.AddTo(this);
        Add(_fitWidth);
        Add(_norm);
        Add(_best);
        _measured.AddTo(this);
        Add(_output.Option);
        Add(_plot.Option);
    }

    /// <inheritdoc/>
    public override bool ChangesNeighbours => true;

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var target = _output.Read(arguments);
        var picture = _plot.Read(arguments);
        var faults = _structures.Faults(arguments, session);
        var options = FitOptions(arguments) with { KeepGoing = faults.KeepsGoing };
        var input = _structures.Input(arguments, session);
        var changes = _neighbours.Read(arguments);
        var measured = _measured.ReadOne(arguments.GetRequiredValue(_measuredFile), arguments, session);
        var model = _broadening.Apply(arguments, _model.Open(arguments, _structures.Absorber(arguments), input, changes, session));
        var absorbers = AbsorberRule.ForModel(_structures.Absorber(arguments), model.Info.Absorber);

        var result = Compare(measured, model, new CandidateFrames(absorbers, faults).From(input.Frames()), options, input, session);
        if (target is not null)
        {
            ComparisonFile.Write(target, result, model.Info, options);
        }

        if (picture is not null)
        {
            ComparisonPlot.Save(picture, result, model.Info, options);
        }

        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => json.WriteComparison(result, model.Info, options)));
        }
        else
        {
            ComparisonTable.Print(result, model.Info, session.Terminal);
        }

        Tell(result, target, session);
        return ExitStatus.Success;
    }

    private static ComparisonResult Compare(
        NormalisedSpectrum measured,
        ISpectrumModel model,
        IEnumerable<ComparisonCandidate> candidates,
        ComparisonOptions options,
        StructureInput input,
        Session session)
    {
        ComparisonResult? result = null;
        ProgressDisplay.Run(session, "structures", dataOnTerminal: false, report =>
        {
            var progress = new DirectProgress<long>(done => report(new ProgressReport(done, input.FractionRead)));
            result = session.Plugin.Compare(measured, model, candidates, options, progress, session.Cancellation);
        });
        return result!;
    }

    private ComparisonOptions FitOptions(ParseResult arguments)
    {
        var defaults = new ComparisonOptions();
        var window = arguments.GetValue(_window) is { } text ? MeasuredOptions.Pair(text, "--window") : ((double First, double Last)?)null;
        var shift = Bounds(arguments.GetValue(_shift), "--shift", (defaults.LeastShift, defaults.GreatestShift));
        var amplitude = Bounds(arguments.GetValue(_amplitude), "--amplitude", (defaults.LeastAmplitude, defaults.GreatestAmplitude));
        return defaults with
        {
            Window = window is { } given ? new EnergyInterval(given.First, given.Last) : null,
            LeastShift = shift.First,
            GreatestShift = shift.Last,
            LeastAmplitude = amplitude.First,
            GreatestAmplitude = amplitude.Last,
            Background = arguments.GetValue(_background),
            FitCoreHoleWidth = arguments.GetValue(_fitWidth),
            Flattened = !arguments.GetValue(_norm),
            Kept = arguments.GetValue(_best),
        };
    }

    /// <summary>One number as both bounds, or two parted by a comma.</summary>
    private static (double First, double Last) Bounds(string? text, string option, (double First, double Last) otherwise) =>
        text is null ? otherwise : MeasuredOptions.Pair(text.Contains(',') ? text : $"{text},{text}", option);

    private static void Tell(ComparisonResult result, OutputTarget? target, Session session)
    {
        foreach (var fault in result.Faults)
        {
            session.Terminal.Error.WriteLine($"xanes: left out: {NeighbourRemedy.Worded(fault, changesNeighbours: true).Message}");
        }

        if (result.Best[0].Domain.Neighbours is { IsEmpty: false } neighbours)
        {
            session.Note($"note: in the best structure {neighbours}");
        }

        if (result.OutsideDomain > 0)
        {
            session.Note($"note: {result.OutsideDomain} of {Counted.Of(result.Compared, "structure")} {(result.OutsideDomain == 1 ? "is" : "are")} outside of what the model was trained on and may have a wrong spectrum");
        }

        if (result.Best[0].Agreement is { } best && result.Best.Count(candidate => candidate.AsGoodAsBest) is > 1 and var equal)
        {
            session.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"note: the model's own uncertainty, up to {best.Uncertainty:0.0e+0} of MSE for the best, does not tell the first {equal} apart"));
        }

        if (target is not null)
        {
            session.Note($"the ranking is in {target.Path}");
        }
    }
}
