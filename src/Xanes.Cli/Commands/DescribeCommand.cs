using System.CommandLine;
using Xanes.Cli.Completion;
using Xanes.Cli.Input;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes describe</c>: structures in, vectors out.</summary>
internal sealed class DescribeCommand : XanesCommand
{
    private const string ManualText = """
        Examples:
          xanes describe AgSi2O4.xyz --absorber 0 -o x.npy      the vector of one atom
          xanes describe Ag2O.cif --absorber Ag -o x.csv        all silver atoms of a crystal
          xanes describe run.extxyz --spec spec.yaml -o x.npy   a row for each frame, by your own spec
          cat run.xyz | xanes describe - -a 0 --json            from a pipe to a program

        A row is the vector of one absorber in one frame, in the order of the input. The vector holds histograms of
        distances (Å) from the absorber to the atoms of each element, then between the atoms of each pair of elements.

        Absorbers: --absorber, else absorber=I on an extxyz frame's comment line, else the atoms of the model's or the
        spec's element. Without --model and --spec it is the manifest's default descriptor; where its absorber is not in
        the first frame, one with the absorber and the elements of the default model for that frame.

        Outputs (-o):
          x.npy    float32 [rows, features]
          x.csv    a line of labels, then a line for each row
          x.json   the spec and the labels, and for each row file, frame, absorber, counts of what was left out, values
        Without -o: a short table on a terminal, csv into a pipe, JSON with --json.

        A spec file:
          kind: pair-rdf
          absorber: Ag            # optional
          elements: [O, Si, Ag]
          r_min: 0.0              # Å
          r_max: 5.0
          radial_bin: 0.05        # Å
          pair_bin: 0.1           # Å
          sigma: 0.0              # Å, Gaussian width; 0 counts
          weight: none            # or inverse-distance
          taper: 0.0              # Å
          unlisted: error         # or ignore: what atoms of other elements are
        """;

    private readonly StructureOptions _structures = new();

    private readonly Option<string?> _model = new("--model", "-m") { Description = "Use this model's descriptor", HelpName = "ID", CompletionSources = { KnownNames.Models } };

    private readonly Option<string?> _spec = new("--spec") { Description = "Use the descriptor of this spec file", HelpName = "spec.yaml" };

    private readonly OutputOption _output = new(
        new Option<string?>("--output", "-o") { Description = "Write the vectors to this file", HelpName = "x.npy|.csv|.json" },
        ".npy", ".csv", ".json");

    /// <summary>Makes the command.</summary>
    public DescribeCommand()
        : base("describe", "Turn structures into the vectors that models learn from", ManualText)
    {
        _structures.AddTo(this);
        Add(_model);
        Add(_spec);
        Add(_output.Option);
        Validators.Add(result =>
        {
            if (result.GetValue(_model) is not null && result.GetValue(_spec) is not null)
            {
                result.AddError("--model and --spec exclude each other");
            }
        });
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var target = _output.Read(arguments);
        var input = _structures.Input(arguments, session);
        var model = arguments.GetValue(_model) is { } id ? session.Plugin.OpenModel(id).Info : null;
        var spec = arguments.GetValue(_spec) is { } file ? DescriptorSpec.ReadFile(file) : model?.Descriptor ?? Chosen(_structures.Absorber(arguments), input, session);
        var descriptor = session.Plugin.OpenDescriptor(spec);
        var absorbers = AbsorberRule.ForDescriptor(_structures.Absorber(arguments), model?.Absorber ?? descriptor.Spec.Absorber);
        var faults = _structures.Faults(arguments, session);

        var rows = new DescriptorRows(descriptor, absorbers, faults, session.Cancellation).From(input.Frames());
        using var writer = OpenWriter(target, descriptor, session);
        var dataOnTerminal = target is null && session.Json && session.Terminal.OutIsTerminal;
        var summary = new RowRun(session, "vector", "vectors", input, faults).Write(rows, writer, dataOnTerminal);
        if (session.Json && target is not null)
        {
            session.Terminal.Out.WriteLine(summary.ToJson());
        }

        return ExitStatus.Success;
    }

    /// <summary>The descriptor for the first frame; null for the manifest's own.</summary>
    private static DescriptorSpec? Chosen(string? absorber, StructureInput input, Session session)
    {
        if (input.FirstFrame() is not { } frame)
        {
            return null;
        }

        var own = session.Plugin.Manifest.DefaultDescriptor;
        var chosen = session.Plugin.DescriptorFor(AbsorberRule.Elements(absorber, frame));
        if (!ReferenceEquals(chosen, own))
        {
            session.Chose($"descriptor for the absorber {chosen.Absorber} among {string.Join(", ", chosen.List("elements"))}; another with --spec");
        }

        return chosen;
    }

    private static IRowWriter<DescriptorRow> OpenWriter(OutputTarget? target, IDescriptor descriptor, Session session) => target switch
    {
        { Extension: ".npy" } => new NpyRowWriter<DescriptorRow>(target.Path, descriptor.Length, row => row.Values),
        { Extension: ".csv" } => new DescriptorCsvWriter(TextOutput.ToFile(target.Path), descriptor.Labels),
        { Extension: ".json" } => new DescriptorJsonWriter(TextOutput.ToFile(target.Path), descriptor),
        _ when session.Json => new DescriptorJsonWriter(TextOutput.ToStream(session.Terminal.Out), descriptor),
        _ when session.Terminal.OutIsTerminal => new DescriptorTableWriter(session.Terminal, descriptor.Length),
        _ => new DescriptorCsvWriter(TextOutput.ToStream(session.Terminal.Out), descriptor.Labels),
    };
}
