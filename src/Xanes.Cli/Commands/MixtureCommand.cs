using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Xanes.Cli.Fitting;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Interop;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes mixture</c>: a measured spectrum as a linear combination of standards and predicted spectra.</summary>
internal sealed class MixtureCommand : XanesCommand
{
    private const string ManualText = """
        Examples:
          xanes mixture sample.xdi foil.xdi oxide.xdi                    which of the standards are in the sample, and how much
          xanes mixture "ag.prj:Ag oxide" ag.prj --range -20,40          every other record of the project as a standard
          xanes mixture sample.xdi foil.xdi --structure ag2o.cif --structure ago.cif --max-shift 2

        Every mixture of up to --components of up to 30 candidates is fitted by least squares with positive fractions, and ranked by its
        probability: exp(-BIC/2) (Bayesian information criterion), each number of components as likely as the others before. F-test: the
        chance that the mixture is no better than its best part with one component less. Both count every point as independent, so that
        they judge noise, not errors of normalisation and theory.

        Energies of --range are photon energies minus the measured spectrum's e0 (default: -20,60). Spectra are flattened.

        Outputs:
          -o m.csv       energy (photon energy), measured, fitted, difference
          --plot m.png   the best mixture
        """;

    private readonly Argument<string> _measured = new("MEASURED") { Description = "The measured spectrum, FILE or FILE:RECORD" };

    private readonly Argument<string[]> _candidates = new("STANDARD")
    {
        Description = "Measured standards, FILE or FILE:RECORD; of a project without a record all others",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _structures = new("--structure") { Description = "A structure whose predicted spectrum is a candidate; may be repeated", HelpName = "STRUCTURE" };

    private readonly ModelOption _model = new();

    private readonly Option<int> _components = new("--components") { Description = "The most components, 1 to 4 (default: 4)", HelpName = "N", DefaultValueFactory = _ => 4 };

    private readonly Option<bool> _sum = new("--sum-to-one") { Description = "Fractions add up to 1" };

    private readonly Option<string> _range = new("--range") { Description = "The energies that are compared (eV from e0)", HelpName = "FIRST,LAST", DefaultValueFactory = _ => "-20,60" };

    private readonly Option<double> _shift = new("--max-shift") { Description = "The mixture may be shifted by so many eV (default: 0)", HelpName = "EV" };

    private readonly Option<int> _rows = new("--rows") { Description = "The number of mixtures that are printed (default: 10)", HelpName = "N", DefaultValueFactory = _ => 10 };

    private readonly MeasuredOptions _reading = new();

    private readonly OutputOption _output = new(
        new Option<string?>("--output", "-o") { Description = "Write measured and fitted spectrum to this file", HelpName = "m.csv" }, ".csv");

    private readonly OutputOption _plot = new(
        new Option<string?>("--plot") { Description = "Draw the best mixture into this file", HelpName = "m.png|.svg" }, ".png", ".svg");

    /// <summary>Makes the command.</summary>
    public MixtureCommand()
        : base("mixture", "Take a measured spectrum apart into standards (linear combination fitting)", ManualText)
    {
        Add(_measured);
        Add(_candidates);
        Add(_structures);
        _model.AddTo(this);
        Add(_components);
        Add(_sum);
        Add(_range);
        Add(_shift);
        Add(_rows);
        Add(_output.Option);
        Add(_plot.Option);
        _reading.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var target = _output.Read(arguments);
        var picture = _plot.Read(arguments);
        var input = new MeasuredInput(_reading);
        var address = arguments.GetRequiredValue(_measured);
        var measured = input.Normalised(address, arguments, session);
        var range = MeasuredOptions.Pair(arguments.GetRequiredValue(_range), "--range");
        NamedSpectrum[] candidates =
        [
            .. input.Others(arguments.GetValue(_candidates) ?? [], measured.Measured.Place, arguments, session),
            .. (arguments.GetValue(_structures) ?? []).Select(path => Predicted(path, arguments, session)),
        ];
        var result = session.Plugin.FitMixture(
            new NamedSpectrum(measured.Measured.Place, measured.Measured.Energies, measured.Flattened),
            candidates,
            new MixtureOptions
            {
                From = measured.E0 + range.First,
                To = measured.E0 + range.Last,
                MaximumComponents = arguments.GetValue(_components),
                SumToOne = arguments.GetValue(_sum),
                MaximumShift = arguments.GetValue(_shift),
            },
            session.Cancellation);
        if (target is not null)
        {
            MixtureFile.Write(target.Path, result);
        }

        if (picture is not null)
        {
            MixturePlot.Save(picture, result, measured.Measured.Place);
        }

        var rows = Math.Max(1, arguments.GetValue(_rows));
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => json.WriteMixtures(result, rows)));
        }
        else
        {
            Print(result, rows, session);
        }

        return ExitStatus.Success;
    }

    private NamedSpectrum Predicted(string path, ParseResult arguments, Session session)
    {
        var frame = session.Plugin.ReadStructures(path).FirstOrDefault() ?? throw new InvalidInputException($"{path}: has no structure");
        var model = session.Plugin.OpenModel(_model.Named(arguments) ?? ModelOption.Chosen(AbsorberSelection.Elements(frame.Structure), session));
        var sites = AbsorberSelection.Parse(model.Info.Absorber).Resolve(frame.Structure).Select(atom => new AbsorberSite(frame.Structure, atom)).ToArray();
        var spectra = model.PredictMany(sites, cancellation: session.Cancellation);
        var points = model.Info.Energies.Length;
        var mean = Enumerable.Range(0, points).Select(point => spectra.Average(spectrum => (double)spectrum.Intensities.Span[point])).ToArray();
        return new NamedSpectrum(path, Enumerable.Range(0, points).Select(spectra[0].PhotonEnergy).ToArray(), mean);
    }

    private static void Print(MixtureResult result, int rows, Session session)
    {
        var table = Tables.New(1, "Mixture", "Probability", "BIC", "R factor", "F-test", "Shift (eV)");
        foreach (var mixture in result.Mixtures.Take(rows))
        {
            var components = mixture.Components.Select(component => string.Create(
                CultureInfo.InvariantCulture, $"{component.Fraction:0.000} ± {component.Deviation:0.000} {component.Name}"));
            table.AddRow(
                Markup.Escape(string.Join(" + ", components)),
                Text($"{mixture.Probability:0.000}"),
                Text($"{mixture.Bic:0.0}"),
                Text($"{mixture.RFactor:0.0e0}"),
                mixture.FTest is { } chance ? Text($"{chance:0.0e0}") : "",
                Text($"{mixture.Shift:0.0}"));
        }

        Tables.Print(table, session.Terminal);
        session.Note(string.Create(CultureInfo.InvariantCulture, $"{result.Tried:N0} {(result.Tried == 1 ? "mixture" : "mixtures")} tried, {result.Mixtures.Count:N0} kept, {result.Measured.Length} points"));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
