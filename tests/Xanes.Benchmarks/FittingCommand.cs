using System.CommandLine;
using System.Diagnostics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Fitting;

namespace Xanes.Benchmarks;

/// <summary>
/// <c>fitting</c>: takes clusters of the test parts, moves their first shell by an unknown amount and finds it back from the computed
/// spectrum with noise, an unknown shift, core-hole width and resolution; prints how far off the shell is and how often the intervals hold it.
/// </summary>
internal static class FittingCommand
{
    private const double LargestMove = 0.15;
    private const double Noise = 0.005;
    private const double LargestShift = 1.5;
    private const double LargestResolution = 3.0;
    private const double NarrowestCoreHole = 5.5;
    private const double WidestCoreHole = 7.5;

    private static readonly Argument<string[]> Sets = new("DATASET") { Description = "Data sets of the model", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<string?> Model = new("--model") { Description = "The model" };

    private static readonly Option<int> Count = new("--count") { Description = "The number of clusters", DefaultValueFactory = _ => 100 };

    private static readonly Option<double> Freedom = new("--freedom") { Description = "Degrees of freedom of the errors", DefaultValueFactory = _ => 4.0 };

    private static readonly Option<bool> Verbose = new("--each") { Description = "Print each cluster" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("fitting", "How well first shells are found back from computed spectra with noise") { Sets, Model, Count, Freedom, Verbose };
        command.SetAction(Print);
        return command;
    }

    private static void Print(ParseResult arguments)
    {
        using var plugin = new XanesPlugin(PluginManifest.Read("plugin.yaml"));
        var model = plugin.OpenModel(arguments.GetValue(Model));
        var sets = arguments.GetRequiredValue(Sets).Select(folder => DataSetReader.Read(folder)).ToArray();
        var cases = sets.SelectMany(set => set.Entries.Select(entry => (Entry: entry, set.Protocol)))
            .Where(one => one.Entry.Part == SplitPart.Test && one.Entry.Site.Structure.Count is >= 5 and <= 11).ToArray();
        new Random(7).Shuffle(cases);
        var errors = new List<double>();
        var (in68, in90, seconds) = (0, 0, 0.0);
        foreach (var ((entry, protocol), number) in cases.Take(arguments.GetValue(Count)).Select((one, number) => (one, number)))
        {
            var random = new Random(number);
            var site = entry.Site;
            var (first, last) = FirstShell(site);
            var move = LargestMove * ((2.0 * random.NextDouble()) - 1.0);
            var start = new FitStart("start", Moved(site, first, last, move))
            {
                Absorber = AbsorberSelection.Index(site.Absorber),
                Variations =
                [
                    new ShellVariation(new AtomShell(null, Math.Round(first + move - 0.02, 3), Math.Round(last + move + 0.02, 3))) { Range = new ParameterRange(-0.2, 0.2) },
                ],
            };
            var target = Target(entry, protocol, model, random);
            var clock = Stopwatch.StartNew();
            var options = new FitOptions
            {
                TheoryError = 0.0,
                Shift = new ParameterRange(-3.0, 3.0),
                CoreHoleWidth = new ParameterRange(5.0, 8.0),
                Resolution = new ParameterRange(0.0, 4.0),
                ErrorDegreesOfFreedom = arguments.GetValue(Freedom),
                Seed = number,
            };
            var result = StructureFit.Run(model, target, [start], options);
            seconds += clock.Elapsed.TotalSeconds;
            var shell = result.Parameters[0];
            var error = shell.Median + move;
            errors.Add(Math.Abs(error));
            in68 += shell.Interval68.Holds(-move) ? 1 : 0;
            in90 += shell.Interval90.Holds(-move) ? 1 : 0;
            if (arguments.GetValue(Verbose))
            {
                Console.WriteLine(FormattableString.Invariant(
                    $"{entry.Place} neighbours {site.Structure.Count - 1} error {error:+0.000;-0.000} sd {shell.Deviation:0.000} in90 {shell.Interval90.Holds(-move)} scale {result.Parameter("error scale").Median:0.00} mse {result.Curve.MeanSquareError:0.0e0} R-hat {shell.GelmanRubin:0.000} time {shell.AutocorrelationTime:0.0} spectra {result.Spectra} answers {result.Answers.Count}"));
            }
        }

        Console.WriteLine(FormattableString.Invariant(
            $"{errors.Count} clusters, model {model.Info.Id}: median error {errors.Median():0.0000} Å, mean {errors.Mean():0.0000} Å, within 0.03 Å {errors.Count(error => error <= 0.03)}; 68 % intervals hold {in68}, 90 % intervals hold {in90}; {seconds / errors.Count:0.00} s each"));
    }

    /// <summary>The least and the greatest distance of the first shell: the neighbours up to 0.3 Å beyond the nearest.</summary>
    private static (double First, double Last) FirstShell(AbsorberSite site)
    {
        var distances = Enumerable.Range(0, site.Structure.Count).Where(atom => atom != site.Absorber)
            .Select(atom => (site.Structure.Position(atom) - site.Structure.Position(site.Absorber)).Length).Order().ToArray();
        return (distances[0], distances.Last(distance => distance <= distances[0] + 0.3));
    }

    private static AtomicStructure Moved(AbsorberSite site, double first, double last, double move)
    {
        var positions = site.Structure.Positions.ToArray();
        var origin = site.Structure.Position(site.Absorber);
        for (var atom = 0; atom < site.Structure.Count; atom++)
        {
            var away = site.Structure.Position(atom) - origin;
            if (atom != site.Absorber && away.Length >= first && away.Length <= last)
            {
                var step = away * (move / away.Length);
                positions[3 * atom] += step.X;
                positions[(3 * atom) + 1] += step.Y;
                positions[(3 * atom) + 2] += step.Z;
            }
        }

        return new AtomicStructure(site.Structure.AtomicNumbers, positions);
    }

    /// <summary>The computed spectrum at unknown widths, shifted, scaled and with noise, every half eV.</summary>
    private static FitTarget Target(DataSetEntry entry, SpectrumProtocol protocol, ISpectrumModel model, Random random)
    {
        var raw = entry.Raw ?? throw new InvalidInputException($"{entry.Place}: the data set has no raw spectra; export it again");
        var energies = model.Info.Energies.ToArray();
        var shift = LargestShift * ((2.0 * random.NextDouble()) - 1.0);
        var broadening = protocol.Broadening! with
        {
            CoreHoleWidth = NarrowestCoreHole + ((WidestCoreHole - NarrowestCoreHole) * random.NextDouble()),
            Resolution = Broadening.SmallestResolution + ((LargestResolution - Broadening.SmallestResolution) * random.NextDouble()),
        };
        var fermi = Array.ConvertAll(energies, energy => energy - raw.Epsii + protocol.EpsiiReference);
        var exact = raw.Convolve(fermi, broadening, protocol.EdgeStep!.Value);
        var step = 1.0 + Normal.Sample(random, 0.0, 0.02);
        return new FitTarget(
            Array.ConvertAll(energies, energy => model.Info.PhotonEnergy(energy) + shift),
            Array.ConvertAll(exact, value => (step * value) + Normal.Sample(random, 0.0, Noise)),
            new[] { Noise });
    }
}
