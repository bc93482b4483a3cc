using System.CommandLine;
using System.Globalization;
using Xanes.Cli.Input;
using Xanes.Interop;

namespace Xanes.Cli.Options;

/// <summary>The options of the commands that read a measured spectrum: how it is read, treated and normalised.</summary>
internal sealed class MeasuredOptions
{
    private readonly Option<string?> _columns = new("--columns")
    {
        Description = "Which column is what, by number or name, where the file does not say so: \"energy=1 i0=2 itrans=3\"",
        HelpName = "ROLE=COLUMN",
    };

    private readonly Option<string?> _signal = Choice("--signal", "The absorption's signal where the file has several", "transmission", "fluorescence", "reference");

    private readonly Option<string?> _unit = Choice("--unit", "The unit of the energies where the file does not say so", "eV", "keV");

    private readonly Option<double?> _spacing = new("--d-spacing") { Description = "The monochromator's lattice spacing (Å), where the axis is its angle", HelpName = "D" };

    private readonly Option<string[]> _remove = new("--remove")
    {
        Description = "Leave out the points from one photon energy to another (eV); may be repeated",
        HelpName = "FIRST,LAST",
    };

    private readonly Option<bool> _deglitch = new("--deglitch") { Description = "Leave out lone points off the curve through their neighbours" };

    private readonly Option<bool> _rebin = new("--rebin") { Description = "Rebin: 5 eV, from 30 eV below the edge 0.25 eV, from 60 eV above it 0.05 1/Å" };

    private readonly Option<double> _shift = new("--energy-shift") { Description = "Add this to every energy (eV)", HelpName = "EV" };

    private readonly Option<double?> _e0 = new("--e0") { Description = "The edge's position (eV)", HelpName = "EV" };

    private readonly Option<string?> _method = Choice(
        "--e0-method", "How e0 is found: the highest derivative (default), its crossing of zero, half of the step, the white line", "derivative", "inflection", "half-step", "white-line");

    private readonly Option<double?> _step = new("--edge-step") { Description = "The edge step in the spectrum's unit", HelpName = "STEP" };

    private readonly Option<string?> _preEdge = new("--pre-edge") { Description = "The range of the pre-edge line, eV from e0", HelpName = "FIRST,LAST" };

    private readonly Option<string?> _postEdge = new("--post-edge") { Description = "The range of the post-edge polynomial, eV from e0", HelpName = "FIRST,LAST" };

    private readonly Option<int?> _degree = new("--nnorm") { Description = "The degree of the post-edge polynomial, 0 to 3", HelpName = "N" };

    private readonly Option<int> _victoreen = new("--nvict") { Description = "The pre-edge line is fitted to mu times the energy to this power", HelpName = "N" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options =
        [
            _columns, _signal, _unit, _spacing, _remove, _deglitch, _rebin, _shift, _e0, _method, _step, _preEdge, _postEdge, _degree, _victoreen,
        ];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>How files are read.</summary>
    public MeasuredFileOptions Reading(ParseResult arguments) => new()
    {
        Columns = arguments.GetValue(_columns) ?? "",
        Signal = arguments.GetValue(_signal) switch
        {
            "transmission" => AbsorptionSignal.Transmission,
            "fluorescence" => AbsorptionSignal.Fluorescence,
            "reference" => AbsorptionSignal.Reference,
            _ => AbsorptionSignal.Automatic,
        },
        Unit = arguments.GetValue(_unit) switch { "eV" => EnergyUnit.ElectronVolt, "keV" => EnergyUnit.KiloElectronVolt, _ => EnergyUnit.Automatic },
        LatticeSpacing = arguments.GetValue(_spacing),
    };

    /// <summary>What is done before normalising.</summary>
    public TreatmentOptions Treatment(ParseResult arguments) => new()
    {
        Removed = [.. (arguments.GetValue(_remove) ?? []).Select(text => Pair(text, "--remove")).Select(pair => new EnergyInterval(pair.First, pair.Last))],
        GlitchThreshold = arguments.GetValue(_deglitch) ? TreatmentOptions.UsualGlitchThreshold : null,
        Rebinning = arguments.GetValue(_rebin) ? new RebinningGrid() : null,
        EnergyShift = arguments.GetValue(_shift),
    };

    /// <summary>How it is normalised.</summary>
    public NormalisationOptions Normalisation(ParseResult arguments)
    {
        var pre = Range(arguments.GetValue(_preEdge), "--pre-edge");
        var post = Range(arguments.GetValue(_postEdge), "--post-edge");
        return new NormalisationOptions
        {
            E0 = arguments.GetValue(_e0),
            Method = arguments.GetValue(_method) switch
            {
                "inflection" => EdgePositionMethod.SecondDerivativeZero,
                "half-step" => EdgePositionMethod.HalfStep,
                "white-line" => EdgePositionMethod.WhiteLine,
                _ => EdgePositionMethod.HighestDerivative,
            },
            EdgeStep = arguments.GetValue(_step),
            PreEdgeStart = pre?.First,
            PreEdgeEnd = pre?.Last,
            PostEdgeStart = post?.First,
            PostEdgeEnd = post?.Last,
            PostEdgeDegree = arguments.GetValue(_degree),
            VictoreenExponent = arguments.GetValue(_victoreen),
        };
    }

    /// <summary>Reads, treats and normalises one spectrum.</summary>
    /// <exception cref="InvalidInputException">It cannot be read, or several records and none named.</exception>
    public NormalisedSpectrum ReadOne(string path, ParseResult arguments, Session session)
    {
        var measured = OneRecord.Of(session.Plugin.ReadMeasured(path, Reading(arguments)), path);
        return session.Plugin.Normalise(session.Plugin.Treat(measured, Treatment(arguments)), Normalisation(arguments));
    }

    /// <summary>Two numbers parted by a comma.</summary>
    /// <exception cref="InvalidInputException">They are not.</exception>
    public static (double First, double Last) Pair(string text, string option) =>
        text.Split(',') is [var first, var last] && TryParse(first, out var low) && TryParse(last, out var high)
            ? (low, high)
            : throw new InvalidInputException($"{option} takes two numbers parted by a comma, not '{text}'");

    private static (double First, double Last)? Range(string? text, string option) => text is null ? null : Pair(text, option);

    private static bool TryParse(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static Option<string?> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', values) };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
