using System.CommandLine;
using Xanes.Cli.Input;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Cli.Plotting;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes predict</c>: structures in, spectra out.</summary>
internal sealed class PredictCommand : XanesCommand
{
    private const string ManualText = """
        Examples:
          xanes predict AgSi2O4.xyz                             a short table on the terminal
          xanes predict AgSi2O4.xyz -o s.csv --plot s.png       numbers and a picture
          xanes predict Ag2O.cif --average -o s.xdi             the mean over all silver atoms, for Athena or Larch
          xanes predict run.extxyz -o s.npy --keep-going        a trajectory, bad frames left out and listed
          xanes predict run.extxyz --average trajectory -o s.csv     its mean over frames and absorbers, and the spread over frames
          cat run.xyz | xanes predict - --json                  from a pipe to a program
          xanes predict Ag.cif --core-hole-width 5.5 --resolution 1.5 -o s.csv     another broadening than the model's own
          xanes predict zeolite.cif --ignore H,Na --substitute Al=Si               neighbours that the model does not know

        A row is the spectrum of one absorber in one frame, in the order of the input; --average makes it one row a frame, the
        mean over its absorbers; --average trajectory one row a file, the mean over its frames too, each of the same weight, with the
        standard deviation of the frames' means beside it (a file named trajectory is ./trajectory).
        Energies are photon energies minus the model's edge energy, in eV (xanes models show says which); absorption is
        in edge steps. Photon energies are those of a calibrated beamline where the model's card has an energy_calibration.
        Spectra are broadened as those that the model learned, unless options say otherwise.

        Absorbers: --absorber, else absorber=I on an extxyz frame's comment line, else the atoms of the model's element.
        all means all atoms of that element.

        Outputs (-o):
          s.csv    energy (eV), photon_energy (eV), then a column for each row, and one for its spread over frames where it has it
          s.npy    float32 [rows, energies]
          s.npz    for NumPy: energy and photon_energy float64 [m], mu and (where the model has it) sigma float32 [n, m]; of each row
                   file (a place in files), frame and absorber (-1: a mean), frames and sites (how many), sites_inside, inside and
                   distance (of the domain) [n]; spread_over_frames float32 [n, m] with --average trajectory
          s.json   energy, photon_energy, and for each row file, frame (frames: how many, of a mean over them), absorber, domain (with
                   sites and sites_inside of a mean), mu, sigma where the model has it, spread_over_frames where it has it
          s.xdi    XAS Data Interchange, on photon energies (eV); of several rows s-0001.xdi, s-0002.xdi, ...
        Without -o: a short table on a terminal, csv into a pipe, JSON with --json.

        --ignore leaves neighbours of some elements out, --substitute takes those of one as another that the model knows; the absorber stays.
        Each spectrum is then that of the structure without these atoms, and the domain's reason counts them.

        The domain says whether the model has seen such structures: a spectrum outside of it may be wrong.
        """;

    private readonly StructureOptions _structures = new();

    private readonly ModelOption _model = new();

    private readonly NeighbourOptions _neighbours = new();

    private readonly AverageOption _average = new();

    private readonly BroadeningOptions _broadening = new();

    private readonly OutputOption _output = new(
        new Option<string?>("--output", "-o") { Description = "Write the spectra to this file", HelpName = "s.csv|.npy|.npz|.xdi|.json" },
        ".csv", ".npy", ".npz", ".xdi", ".json");

    private readonly OutputOption _plot = new(
        new Option<string?>("--plot") { Description = "Draw the spectra into this file", HelpName = "s.png|.svg" }, ".png", ".svg");

    /// <summary>Makes the command.</summary>
    public PredictCommand()
        : base("predict", "Predict the spectra of structures", ManualText)
    {
        _structures.AddTo(this);
        _model.AddTo(this);
        _neighbours.AddTo(this);
        Add(_average.Option);
        _broadening.AddTo(this);
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
        var input = _structures.Input(arguments, session);
        var changes = _neighbours.Read(arguments);
        var model = _broadening.Apply(arguments, _model.Open(arguments, _structures.Absorber(arguments), input, changes, session));
        var absorbers = AbsorberRule.ForModel(_structures.Absorber(arguments), model.Info.Absorber);
        var faults = _structures.Faults(arguments, session);

        var (overSites, overFrames) = _average.Read(arguments);
        var rows = new SpectrumRows(model, absorbers, faults, overSites, session.Cancellation).From(input.Frames());
        rows = overFrames ? FrameMean.OfEachFile(rows) : rows;
        var domain = new DomainTally();
        var neighbours = new NeighbourNote();
        using var writer = OpenWriter(target, picture, model.Info, session);
        var dataOnTerminal = target is null && session.Json && session.Terminal.OutIsTerminal;
        var summary = new RowRun(session, "spectrum", "spectra", input, faults).Write(domain.Watch(neighbours.Watch(rows)), writer, dataOnTerminal);
        if (!changes.IsEmpty)
        {
            session.Note(neighbours.Text);
        }

        if (domain.Note is { } note)
        {
            session.Note(note);
        }

        if (session.Json && target is not null)
        {
            session.Terminal.Out.WriteLine(summary.ToJson());
        }

        return ExitStatus.Success;
    }

    private static CompositeRowWriter<SpectrumRow> OpenWriter(OutputTarget? target, OutputTarget? picture, ModelInfo model, Session session) =>
        new(picture is null
            ? [OpenWriter(target, model, session)]
            : [OpenWriter(target, model, session), new SpectrumPlotWriter(picture.Path, model)]);

    private static IRowWriter<SpectrumRow> OpenWriter(OutputTarget? target, ModelInfo model, Session session) => target switch
    {
        { Extension: ".csv" } => new SpectrumCsvWriter(TextOutput.ToFile(target.Path), model),
        { Extension: ".npy" } => new NpyRowWriter<SpectrumRow>(target.Path, model.Energies.Length, row => row.Intensities),
        { Extension: ".npz" } => new SpectrumNpzWriter(target.Path, model),
        { Extension: ".json" } => new SpectrumJsonWriter(TextOutput.ToFile(target.Path), model),
        { Extension: ".xdi" } => new SpectrumXdiWriter(target.Path, model),
        _ when session.Json => new SpectrumJsonWriter(TextOutput.ToStream(session.Terminal.Out), model),
        _ when session.Terminal.OutIsTerminal => new SpectrumTableWriter(session.Terminal, model),
        _ => new SpectrumCsvWriter(TextOutput.ToStream(session.Terminal.Out), model),
    };
}
