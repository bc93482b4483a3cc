using System.CommandLine;
using System.Globalization;
using Xanes.Cli.Fitting;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Cli.Progress;
using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Refinement;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes fit</c>: a measured spectrum in, all structures that fit out.</summary>
internal sealed class FitCommand : XanesCommand
{
    private const string ManualText = $$"""
        Examples:
          xanes fit foil.xdi --start ag.cif --vary cell -o foil             the lattice parameter, with its interval
          xanes fit "ag.prj:Ag oxide" --start ag2o.cif --vary cell --vary "shell O 1.8-2.4" -o oxide
          xanes fit s.xdi --start cluster.xyz -a 0 --vary "shell O 1.9-2.6 in -0.1..0.1 as first" --vary disorder --resolution 0..3
          xanes fit s.xdi --start ag2o.cif --start ago.cif --vary "ag2o: cell" --each     which of them, or a mixture?
          xanes fit s.xdi --spec fit.yaml -o answer
          xanes fit s.xdi --start ag2o.cif --vary cell --refine 20 --fdmnes ~/bin/fdmnes -o oxide

        --vary takes what varies, then bounds, a Gaussian prior and a name where wanted:
          cell [a|b|c]                       stretched by a factor, in all directions or along a cell vector
          shell [ELEMENT] R1-R2              atoms at these distances (Å) from the absorber, moved away from it (Å)
          atoms I,J radial                   given atoms, moved away from the absorber (Å)
          atoms I,J along X,Y,Z              given atoms, moved along a direction (Å); atom I x|y|z for one coordinate
          rotate I,J about X,Y,Z [at I]      given atoms, turned (degrees) about an axis through their middle or an atom
          disorder [[ELEMENT] R1-R2]         Gaussian displacements (Å along each axis), mean over copies
          coordination [ELEMENT] R1-R2       the number of atoms of a shell, the farthest missing first
          shift                              this start's energies against the others' (eV)
        and then: in LOW..HIGH, prior MEAN+-DEVIATION, as NAME. With several starts "START: ..." varies one of them; else all of them.
        Of several starts the spectrum is a mixture, whose fractions are fitted.

        The posterior counts the noise (--noise, else estimated from the spectrum's smoothness), the model's own error, correlated along
        energy, and the error of the calculation that it learned from (--theory-error). Energy shift, edge step and background are free
        within their priors. Structures unlike the model's training data are made improbable.

        Outputs (-o DIR): report.md with fit.png, corner.png and distances.png; best.extxyz (all answers); posterior.npz; result.yaml.
        Without -o: the table alone, or JSON with --json.

        --refine N: FDMNES computes the best structure and others of the posterior that the model knows least, the model's training goes
        on with them (minutes; it takes the model's data sets and a Python of 'xanes train --setup'), and the fit is done again. DIR then
        holds before/, the data set computed/, the refined model and refinement.yaml. Interrupted, the same command goes on.

        --spec is YAML with these keys: {{Keys}};
        starts is a list of {name, structure, frame, absorber, vary: [...]}.
        """;

    private const string Keys =
        "model, range, shift, core_hole_width, resolution, edge_step, background, slope, theory_error, theory_correlation, error_freedom,\n" +
        "        domain_penalty, seed, population, steps, threads, noise, starts";

    private readonly Argument<string> _measured = new("MEASURED") { Description = "The measured spectrum: FILE, or FILE:RECORD of an Athena project" };

    private readonly MeasuredOptions _reading = new();

    private readonly FitOptionsOnLine _fitting = new();

    private readonly Option<bool> _each = new("--each")
    {
        Description = "Fit every start by itself, and all together, and tell their probabilities",
    };

    private readonly RefineOptions _refinement = new();

    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write report, structures and posterior into this folder", HelpName = "DIR" };

    /// <summary>Makes the command.</summary>
    public FitCommand()
        : base("fit", "Find the structures that fit a measured spectrum, with probabilities", ManualText)
    {
        Add(_measured);
        _fitting.AddTo(this);
        Add(_each);
        Add(_output);
        _refinement.AddTo(this);
        _reading.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var plan = _fitting.Read(arguments, session);
        var folder = arguments.GetValue(_output);
        if (folder is not null)
        {
            new FitFolder(folder).Prepare();
        }

        var address = arguments.GetRequiredValue(_measured);
        var target = new MeasuredInput(_reading).Target(address, plan.Noise, arguments, session);
        if (_refinement.Read(arguments, folder, session) is { } refinement)
        {
            return Refine(plan, target, address, refinement, session);
        }

        return arguments.GetValue(_each) && plan.Starts.Count > 1
            ? CompareStarts(plan, target, address, folder, session)
            : FitOnce(plan, target, address, folder, session);
    }

    private static int FitOnce(FitPlan plan, FitTarget target, string address, string? folder, Session session)
    {
        var result = Fit(plan, target, session);
        if (folder is not null)
        {
            new FitFolder(folder).Write(result, address, plan.Options);
        }

        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => json.WriteFit(result)));
            return ExitStatus.Success;
        }

        FitTables.Print(result, session.Terminal);
        Tell(result, session);
        if (folder is not null)
        {
            session.Note($"{folder}: report.md, best.extxyz, posterior.npz, result.yaml");
        }

        return ExitStatus.Success;
    }

    /// <summary>Fits, refines the model with spectra of the posterior, and fits again.</summary>
    private static int Refine(FitPlan plan, FitTarget target, string address, RefinementOptions refinement, Session session)
    {
        if (session.Plugin is not XanesPlugin plugin)
        {
            throw new InvalidInputException("--refine needs the plugin that the command was built with; leave --manifest out");
        }

        var result = ModelRefinement.RunAsync(
            plugin,
            PluginManifest.Read(session.ManifestPath),
            plugin.FolderOf(plan.Options.Model ?? PluginManifest.Read(session.ManifestPath).DefaultModel),
            target,
            plan.Starts,
            plan.Options,
            refinement,
            new DirectProgress<string>(session.Note),
            session.Cancellation).GetAwaiter().GetResult();
        var before = new FitFolder(Path.Combine(refinement.Folder, "before"));
        before.Prepare();
        before.Write(result.Before, address, plan.Options);
        new FitFolder(refinement.Folder).Write(result.After, address, plan.Options);
        RefinementFile.Write(Path.Combine(refinement.Folder, "refinement.yaml"), result);
        FitTables.Print(result.After, session.Terminal);
        Tell(result.After, session);
        session.Terminal.Out.WriteLine(RefinementFile.Summary(result));
        return ExitStatus.Success;
    }

    /// <summary>Fits each start by itself, then all together.</summary>
    private static int CompareStarts(FitPlan plan, FitTarget target, string address, string? folder, Session session)
    {
        FitPlan[] plans = [.. plan.Starts.Select(start => plan with { Starts = [start] }), plan];
        var results = new List<(string Name, FitResult Result)>();
        foreach (var one in plans)
        {
            var name = string.Join(" + ", one.Starts.Select(start => start.Name));
            session.Note($"fitting {name}");
            var result = Fit(one, target, session);
            results.Add((name, result));
            if (folder is not null)
            {
                var own = new FitFolder(Path.Combine(folder, string.Join('+', one.Starts.Select(start => start.Name))));
                own.Prepare();
                own.Write(result, address, one.Options);
            }
        }

        var ranked = FitRanking.Of(results);
        if (folder is not null)
        {
            FitRanking.Write(Path.Combine(folder, "ranking.yaml"), ranked);
        }

        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => FitRanking.Write(json, ranked)));
        }
        else
        {
            FitRanking.Print(ranked, session.Terminal);
        }

        return ExitStatus.Success;
    }

    private static FitResult Fit(FitPlan plan, FitTarget target, Session session)
    {
        FitResult? result = null;
        ProgressDisplay.Run(session, "fit", dataOnTerminal: false, report =>
        {
            var progress = new DirectProgress<FitProgress>(state => report(new ProgressReport(
                state.Spectra, state.Fraction, string.Create(CultureInfo.InvariantCulture, $"{state.Stage}, {state.Spectra:N0} spectra"))));
            result = session.Plugin.Fit(target, plan.Starts, plan.Options, progress, session.Cancellation);
        });
        return result!;
    }

    private static void Tell(FitResult result, Session session)
    {
        session.Terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Mean square error {FitReport.ErrorText(result.Curve.MeanSquareError)}, log evidence {result.LogEvidence:0.0}, {result.Answers.Count} answer{(result.Answers.Count == 1 ? "" : "s")}, {result.Spectra:N0} spectra in {result.Elapsed.TotalSeconds:0.0} s"));
        foreach (var warning in result.Warnings)
        {
            session.Note(warning);
        }
    }
}
