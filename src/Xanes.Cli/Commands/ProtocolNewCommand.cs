using System.CommandLine;
using System.Globalization;
using Xanes.Cli.Fdmnes;
using Xanes.Cli.Options;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Files;
using Xanes.Plugin.Standards;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes protocol new</c>: an absorber in, a protocol file out.</summary>
internal sealed class ProtocolNewCommand : XanesCommand
{
    private const string ManualText = """
        Writes a protocol file for an absorber: a YAML file with comments, to be read and changed. FDMNES itself is asked for the
        edge energy, the core hole's width and the core level's energy, by one run on the absorber with four neighbours (seconds);
        what is given by an option is not asked for. Only edges of one initial state, K and L1, can be computed.

        With --standard and --structure the edge step and the calibration of energies come from a measured spectrum of a crystal,
        which FDMNES computes (a minute or so). Without, the edge step is the mean absorption from 40 eV on over the data set, and
        photon energies are right up to a constant; data sets and cards say which.

        Examples:
          xanes protocol new --absorber Cu --elements O,Si,Al
          xanes protocol new --absorber Fe --elements O,S --standard Fe_foil.xdi --structure Fe.cif -o fe.yaml
          xanes protocol new --absorber Ti --elements O --edge-energy 4966 --core-hole-width 0.94      without FDMNES
        """;

    private readonly Option<string> _absorber = new("--absorber", "-a") { Description = "The absorbing element", HelpName = "SYMBOL", Required = true };

    private readonly Option<string> _edge = new("--edge") { Description = "K or L1; else K", HelpName = "EDGE", DefaultValueFactory = _ => "K" };

    private readonly Option<string> _elements = new("--elements") { Description = "The elements of its neighbours, such as O,Si,Al", HelpName = "E,E", Required = true };

    private readonly Option<string> _method = new("--method")
    {
        Description = "green (multiple scattering, seconds each; else this) or finite-differences (minutes to hours)",
        HelpName = "METHOD",
        DefaultValueFactory = _ => "green",
    };

    private readonly Option<double> _radius = new("--radius") { Description = "The cluster radius in Å; else 6", HelpName = "R", DefaultValueFactory = _ => 6.0 };

    private readonly Option<string?> _id = new("--id") { Description = "The protocol's name; else as cu-k-green", HelpName = "NAME" };

    private readonly Option<double?> _edgeEnergy = new("--edge-energy") { Description = "The edge energy in eV; else FDMNES's", HelpName = "EV" };

    private readonly Option<double?> _width = new("--core-hole-width") { Description = "The core hole's full width in eV; else FDMNES's", HelpName = "EV" };

    private readonly Option<double?> _reference = new("--epsii-reference")
    {
        Description = "The core level's energy in eV that is the zero of energies; else FDMNES's",
        HelpName = "EV",
    };

    private readonly Option<string?> _standard = new("--standard") { Description = "A measured spectrum of a crystal: FILE or FILE:RECORD", HelpName = "SPECTRUM" };

    private readonly Option<string?> _structure = new("--structure") { Description = "That crystal", HelpName = "CRYSTAL" };

    private readonly Option<string?> _output = new("--output", "-o") { Description = "The file; else NAME.yaml here", HelpName = "protocol.yaml" };

    private readonly ProgramOptions _program = new();

    /// <summary>Makes the command.</summary>
    public ProtocolNewCommand()
        : base("new", "Make a protocol for an absorber", ManualText)
    {
        Option[] options = [_absorber, _edge, _elements, _method, _radius, _id, _edgeEnergy, _width, _reference, _standard, _structure, _output];
        foreach (var option in options)
        {
            Add(option);
        }

        _program.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var (absorber, elements, edge, method) = Asked(arguments);
        var id = arguments.GetValue(_id) ?? ProtocolDraft.UsualId(absorber, edge, method);
        var path = arguments.GetValue(_output) ?? $"{id}.yaml";
        CheckOutput(path);
        var asked = new ProtocolDraft
        {
            Id = id,
            Absorber = absorber,
            Edge = edge,
            Elements = elements,
            Method = method,
            Radius = arguments.GetValue(_radius),
            EdgeEnergy = arguments.GetValue(_edgeEnergy) ?? double.NaN,
            CoreHoleWidth = arguments.GetValue(_width) ?? double.NaN,
            EpsiiReference = arguments.GetValue(_reference),
        };
        var standard = GivenStandard.Read(arguments.GetValue(_standard), arguments.GetValue(_structure), asked, session);
        var draft = Facts(arguments, session, asked);
        draft = draft with { Standard = standard is null ? null : Calibrate(standard, arguments, session, draft) };
        _ = Protocol(draft);
        DurableFile.WriteText(path, draft.ToYaml());
        session.Note($"{path}; make a data set of it with 'xanes dataset new DIR --protocol {path} --count N'");
        return ExitStatus.Success;
    }

    /// <summary>Refuses a path that cannot be written, before FDMNES works for it.</summary>
    private static void CheckOutput(string path)
    {
        if (File.Exists(path))
        {
            throw new InvalidInputException($"{path}: is there already; name another file with -o, or remove it");
        }

        if (Directory.Exists(path))
        {
            throw new InvalidInputException($"{path}: is a folder; name a file in it, such as -o {Path.Combine(path, "protocol.yaml")}");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new InvalidInputException($"{path}: there is no folder {folder}; make it first");
        }
    }

    private static FdmnesProtocol Protocol(ProtocolDraft draft) => FdmnesProtocol.From(YamlMap.Parse(draft.ToYaml(), "the protocol"));

    /// <summary>What is asked for; all mistakes in one message.</summary>
    private (int Absorber, int[] Elements, string Edge, FdmnesMethod Method) Asked(ParseResult arguments)
    {
        var faults = new FaultList("protocol");
        var absorber = faults.Try(() => ChemicalElement.AtomicNumber(arguments.GetRequiredValue(_absorber)), 0);
        int[] elements = [.. arguments.GetRequiredValue(_elements).Split(',').Select(symbol => faults.Try(() => ChemicalElement.AtomicNumber(symbol.Trim()), 0))];
        var edge = arguments.GetRequiredValue(_edge).ToUpperInvariant();
        if (edge is not ("K" or "L1"))
        {
            faults.Add($"--edge {edge} cannot be computed: only edges of one initial state can, give K or L1");
        }

        var method = arguments.GetRequiredValue(_method);
        if (method is not ("green" or "finite-differences"))
        {
            faults.Add($"--method {method} is unknown; give green or finite-differences");
        }

        if (arguments.GetValue(_standard) is null != arguments.GetValue(_structure) is null)
        {
            faults.Add("--standard and --structure belong together: a measured spectrum and its crystal; give both or neither");
        }

        faults.ThrowIfAny();
        return (absorber, elements, edge, method == "green" ? FdmnesMethod.Green : FdmnesMethod.FiniteDifferences);
    }

    /// <summary>Fills in what was not given by asking FDMNES.</summary>
    private ProtocolDraft Facts(ParseResult arguments, Session session, ProtocolDraft draft)
    {
        (string Option, bool IsMissing)[] facts =
        [
            ("--edge-energy", double.IsNaN(draft.EdgeEnergy)), ("--core-hole-width", double.IsNaN(draft.CoreHoleWidth)),
        ];
        var missing = facts.Where(fact => fact.IsMissing).Select(fact => $"{fact.Option} EV").ToArray();
        if (missing.Length == 0 && (draft.EpsiiReference is not null || !_program.IsThere(arguments, session)))
        {
            return draft;
        }

        if (!_program.IsThere(arguments, session))
        {
            throw new InvalidInputException(
                $"there is no FDMNES to ask for these facts: give {string.Join(" and ", missing)}, or name the program with --fdmnes or {FdmnesProgram.VariableName}");
        }

        var neighbour = draft.Elements.FirstOrDefault(element => element != draft.Absorber, draft.Absorber);
        var probe = ProtocolProbe.RunAsync(_program.Runner(arguments, session), draft.Absorber, draft.Edge, neighbour, session.Cancellation).GetAwaiter().GetResult();
        session.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"FDMNES ({probe.Revision}): edge energy {probe.EdgeEnergy} eV, core hole {probe.CoreHoleWidth} eV, core level {probe.Epsii:0.0} eV"));
        return draft with
        {
            EdgeEnergy = double.IsNaN(draft.EdgeEnergy) ? probe.EdgeEnergy : draft.EdgeEnergy,
            CoreHoleWidth = double.IsNaN(draft.CoreHoleWidth) ? probe.CoreHoleWidth : draft.CoreHoleWidth,
            EpsiiReference = draft.EpsiiReference ?? Math.Round(probe.Epsii, 1),
            FactsFrom = missing.Length == facts.Length ? "of FDMNES's table" : "given or of FDMNES's table",
        };
    }

    private StandardCalibration Calibrate(GivenStandard given, ParseResult arguments, Session session, ProtocolDraft draft)
    {
        given.CheckEdge(draft);
        var protocol = Protocol(given.WithElements(draft));
        var standard = ProtocolCalibration.RunAsync(_program.Runner(arguments, session), protocol, given.Crystal, given.Measured, session.Cancellation).GetAwaiter().GetResult();
        session.Note(string.Create(CultureInfo.InvariantCulture, $"{standard.Words}; edge step {standard.EdgeStep} Mbarn, energies {standard.EnergyCalibration:+0.0;-0.0;0} eV"));
        return standard;
    }
}
