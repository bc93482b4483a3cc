using System.CommandLine;
using System.Globalization;
using Xanes.Cli.Input;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Cli.Plotting;
using Xanes.Cli.Progress;
using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Descriptors;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes reconstruct</c>: a vector of counts in, the structure out.</summary>
internal sealed class ReconstructCommand : XanesCommand
{
    private const string ManualText = """
        Examples:
          xanes reconstruct x.npy -o atoms.xyz                  the structure of a vector that describe wrote
          xanes reconstruct x.npy --row 3 --solutions 5 -o a.xyz   up to 5 different structures of row 3
          xanes reconstruct AgSi2O4.xyz -a 0 --plot fit.png     describe an atom, find it back and draw both
          xanes reconstruct x.npy --solutions 20 --refine-to smeared.npy --refine-spec smeared.yaml -o a.xyz
                                                                the structure whose smeared vector is nearest to another one

        The vector must hold plain counts (sigma 0, no weight, no taper) and fit the spec: --spec, else the manifest's default
        descriptor. The structure is defined up to a rotation or reflection and to within the bins.

        Verdict: exact, every count is equal; near, some distance lies outside its bin by at most a tenth of the bin's
        width; none, no such structure was found within the time limit (exit status 1; the closest is written all the
        same). Counts that no structure has are an error that says which disagree.

        Outputs:
          -o x.xyz       extxyz in Å, absorber first, one frame for each structure, best first; verdict= in the comment
          --plot x.png   given and recovered histograms, and the atoms
        Without -o: extxyz on standard output; with --json the structures as JSON.
        """;

    private readonly Argument<string> _input = new("STRUCTURE|x.npy") { Description = "A vector's file, or a structure to describe first; - reads a structure from standard input" };

    private readonly Option<string?> _absorber = new("--absorber", "-a")
    {
        Description = "The absorbing element; of a structure also a 0-based index. Else the spec's",
        HelpName = "SYMBOL|I",
    };

    private readonly Option<string?> _spec = new("--spec") { Description = "The spec file that the vector was made with", HelpName = "spec.yaml" };

    private readonly Option<int?> _row = new("--row") { Description = "The 0-based row, where there are several", HelpName = "K" };

    private readonly Option<int> _seed = new("--seed") { Description = "The seed of all that is random (default: 0)", HelpName = "N" };

    private readonly Option<double> _timeLimit = new("--time-limit")
    {
        Description = "Give up after so many seconds (default: 10)",
        HelpName = "S",
        DefaultValueFactory = _ => 10.0,
    };

    private readonly Option<int> _solutions = new("--solutions")
    {
        Description = "Look for so many different structures (default: 1)",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> _refine = new("--refine") { Description = "Move distances to the middle of their bins, as far as all can go" };

    private readonly Option<string?> _refineTo = new("--refine-to")
    {
        Description = "Move the atoms until their smeared vector comes nearest to this one; of a structure its own, where left out",
        HelpName = "x.npy",
    };

    private readonly Option<string?> _refineSpec = new("--refine-spec") { Description = "The spec file of the smeared vector", HelpName = "spec.yaml" };

    private readonly Option<string> _method = new("--method")
    {
        Description = "joint: all atoms at once (default); two-stage: element by element, then docked, as the paper does",
        HelpName = "joint|two-stage",
        DefaultValueFactory = _ => "joint",
    };

    private readonly OutputOption _output = new(
        new Option<string?>("--output", "-o") { Description = "Write the structures to this file", HelpName = "x.xyz" }, ".xyz", ".extxyz");

    private readonly OutputOption _plot = new(
        new Option<string?>("--plot") { Description = "Draw histograms and atoms into this file", HelpName = "x.png|.svg" }, ".png", ".svg");

    /// <summary>Makes the command.</summary>
    public ReconstructCommand()
        : base("reconstruct", "Find the structure that a vector of counts describes", ManualText)
    {
        _method.AcceptOnlyFromAmong("joint", "two-stage");
        Add(_input);
        Add(_absorber);
        Add(_spec);
        Add(_row);
        Add(_seed);
        Add(_timeLimit);
        Add(_solutions);
        Add(_refine);
        Add(_refineTo);
        Add(_refineSpec);
        Add(_method);
        Add(_output.Option);
        Add(_plot.Option);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var target = _output.Read(arguments);
        var picture = _plot.Read(arguments);
        var spec = arguments.GetValue(_spec) is { } file ? DescriptorSpec.ReadFile(file) : session.Plugin.Manifest.DefaultDescriptor;
        var descriptor = new PairRdf(spec);
        var given = new DescriptorInput(
            arguments.GetRequiredValue(_input), arguments.GetValue(_row), arguments.GetValue(_absorber), session.Cancellation).Read(descriptor, session.Terminal.In);

        var result = Search(given, spec, SearchOptions(arguments, given), session);
        Write(result, given, target, session);
        if (picture is not null)
        {
            ReconstructionPlot.Save(picture, descriptor, given, result.Best);
        }

        return Tell(result, given, session);
    }

    private ReconstructionOptions SearchOptions(ParseResult arguments, GivenDescriptor given) => new()
    {
        Absorber = given.Absorber,
        Seed = arguments.GetValue(_seed),
        TimeLimit = ReconstructionOptions.Seconds(arguments.GetValue(_timeLimit)),
        MaximumSolutions = arguments.GetValue(_solutions),
        Refine = arguments.GetValue(_refine),
        RefineTo = RefinementTarget(arguments, given),
        Method = arguments.GetValue(_method) == "two-stage" ? ReconstructionMethod.TwoStage : ReconstructionMethod.Joint,
    };

    private DescriptorTarget? RefinementTarget(ParseResult arguments, GivenDescriptor given)
    {
        var vector = arguments.GetValue(_refineTo);
        if (arguments.GetValue(_refineSpec) is not { } file)
        {
            return vector is null ? null : throw new InvalidInputException("--refine-to needs --refine-spec, the spec file that the vector was made with");
        }

        var spec = DescriptorSpec.ReadFile(file);
        if (vector is not null)
        {
            return new DescriptorTarget(new DescriptorInput(vector, arguments.GetValue(_row), null).FromArray().Values, spec);
        }

        var original = given.Original ?? throw new InvalidInputException($"{given.Place}: is a vector; give the smeared one as well, with --refine-to");
        var descriptor = new PairRdf(spec);
        var values = new float[descriptor.Length];
        descriptor.Describe(original.View, 0, values);
        return new DescriptorTarget(values, spec);
    }

    private static ReconstructionResult Search(GivenDescriptor given, DescriptorSpec spec, ReconstructionOptions options, Session session)
    {
        ReconstructionResult? result = null;
        ProgressDisplay.Run(session, "starts", dataOnTerminal: false, report =>
        {
            var progress = new DirectProgress<ReconstructionProgress>(state => report(new ProgressReport(
                state.Starts, Math.Min(1.0, state.Elapsed / state.TimeLimit), $"{Counted.Of(state.Starts, "start")}, {Counted.Of(state.Solutions, "solution")}")));
            try
            {
                result = session.Plugin.Reconstruct(given.Values, spec, options, progress, session.Cancellation);
            }
            catch (InvalidInputException fault)
            {
                throw fault.At(given.Place);
            }
        });
        return result!;
    }

    private static void Write(ReconstructionResult result, GivenDescriptor given, OutputTarget? target, Session session)
    {
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => json.WriteReconstruction(result, given.Original)));
        }

        if (target is not null || !session.Json)
        {
            using var output = target is null ? TextOutput.ToStream(session.Terminal.Out) : TextOutput.ToFile(target.Path);
            ReconstructionXyz.Write(output.Writer, result, given.Original);
            output.Commit();
        }
    }

    private static int Tell(ReconstructionResult result, GivenDescriptor given, Session session)
    {
        var best = result.Best;
        if (best.Verdict == ReconstructionVerdict.None)
        {
            throw new XanesException(string.Create(
                CultureInfo.InvariantCulture,
                $"{given.Place}: no structure with these counts was found in {result.Elapsed.TotalSeconds:0.0} s; in the closest {best.DifferingCounts} counts differ; try --seed or a longer --time-limit"));
        }

        var more = result.Solutions.Count > 1 ? $"{result.Solutions.Count} different structures, the best: " : "";
        session.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{more}verdict {ReconstructionXyz.NameOf(best.Verdict)}, {best.DifferingCounts} counts differ, distances to the bins' centres {best.DistanceError:0.000} Å (RMS), {result.Elapsed.TotalSeconds:0.00} s"));
        return ExitStatus.Success;
    }
}
