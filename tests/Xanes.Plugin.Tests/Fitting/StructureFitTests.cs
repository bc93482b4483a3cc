using NUnit.Framework;
using Xanes.Interop;

namespace Xanes.Plugin.Tests.Fitting;

/// <summary>Structures that were changed by hand and are found back from their predicted spectra, one kind of change after another.</summary>
internal sealed class StructureFitTests
{
    private const double Noise = 0.002;

    private XanesPlugin _plugin = null!;
    private ISpectrumModel _model = null!;
    private AtomicStructure _cluster = null!;

    [OneTimeSetUp]
    public void OpenModel()
    {
        _plugin = new XanesPlugin(TestFiles.Manifest);
        _model = _plugin.OpenModel("ag-k-fast");
        _cluster = _plugin.ReadStructures(TestFiles.Data("agsi2o4.extxyz")).First().Structure;
    }

    [OneTimeTearDown]
    public void ClosePlugin() => _plugin.Dispose();

    [Test]
    public void The_lattice_parameter_of_a_crystal_is_found_and_told_in_angstrom()
    {
        var truth = Silver(4.12);

        var result = Fit(Mean(truth), [Start(Silver(4.086), "cell")]);

        var lattice = result.Parameter("lattice parameter a");
        Assert.That(lattice.Interval90.Holds(4.12), Is.True, $"{lattice}");
        Assert.That(lattice.Best, Is.EqualTo(4.12).Within(0.01));
        var found = result.Best.Structures.Single();
        Assert.That(found.Structure.Periodic, Is.EqualTo(PeriodicDirections.All));
        Assert.That(found.Structure.Cell[0], Is.EqualTo(lattice.Best).Within(1e-9));
        Assert.That(found.Structure.Count, Is.EqualTo(4));
        Assert.That(found.Weight, Is.EqualTo(1.0), "four equivalent absorbers count as one");
    }

    [Test]
    public void The_distance_of_a_shell_is_found()
    {
        var truth = Moved(_cluster, atom => Distance(_cluster, atom) < 2.2, 0.06);

        var result = Fit(_model.Predict(truth, 0).Intensities.ToArray(), [Start(_cluster, "shell O 1.5-2.2") with { Absorber = AbsorberSelection.Index(0) }]);

        var shell = result.Parameter("shell O 1.5-2.2");
        Assert.That(shell.Interval90.Holds(0.06), Is.True, $"{shell}");
        Assert.That(shell.Median, Is.EqualTo(0.06).Within(0.03));
        var members = Enumerable.Range(1, _cluster.Count - 1).Where(atom => _cluster.AtomicNumbers[atom] == 8 && Distance(_cluster, atom) < 2.2).ToArray();
        Assert.That(
            result.Parameter("mean distance O 1.5-2.2").Best,
            Is.EqualTo(members.Average(atom => Distance(_cluster, atom)) + shell.Best).Within(1e-9));
    }

    [Test]
    public void A_single_coordinate_is_found_and_the_structure_is_the_one_that_was_hidden()
    {
        var positions = _cluster.Positions.ToArray();
        positions[3 + 1] += 0.1;
        var truth = new AtomicStructure(_cluster.AtomicNumbers, positions);

        var result = Fit(_model.Predict(truth, 0).Intensities.ToArray(), [Start(_cluster, "atom 1 y in -0.3..0.3") with { Absorber = AbsorberSelection.Index(0) }]);

        Assert.That(result.Parameters[0].Interval90.Holds(0.1), Is.True, $"{result.Parameters[0]}");
        var found = result.Best.Structures.Single();
        Assert.That(found.Structure.Position(1).Y, Is.EqualTo(_cluster.Position(1).Y + result.Parameters[0].Best).Within(1e-9));
        Assert.That(found.Structure.Position(2), Is.EqualTo(_cluster.Position(2)));
    }

    [Test]
    public void Turned_atoms_keep_their_distance_from_the_axis_and_the_angle_is_found()
    {
        var rotated = _cluster.Positions.ToArray();
        var (sine, cosine) = Math.SinCos(8.0 * Math.PI / 180.0);
        foreach (var atom in (int[])[1, 2])
        {
            var (x, y) = (rotated[3 * atom], rotated[(3 * atom) + 1]);
            (rotated[3 * atom], rotated[(3 * atom) + 1]) = ((cosine * x) - (sine * y), (sine * x) + (cosine * y));
        }

        var result = Fit(
            _model.Predict(new AtomicStructure(_cluster.AtomicNumbers, rotated), 0).Intensities.ToArray(),
            [Start(_cluster, "rotate 1,2 about 0,0,1 at 0") with { Absorber = AbsorberSelection.Index(0) }]);

        Assert.That(result.Parameters[0].Interval90.Holds(8.0), Is.True, $"{result.Parameters[0]}");
        var found = result.Best.Structures.Single().Structure;
        Assert.That(Distance(found, 1), Is.EqualTo(Distance(_cluster, 1)).Within(1e-9));
    }

    [Test]
    public void A_coordination_number_between_two_whole_ones_is_that_of_a_mixture()
    {
        // All four oxygen atoms in three quarters of the clusters, the farthest missing in one quarter.
        var farthest = Enumerable.Range(1, 4).MaxBy(atom => Distance(_cluster, atom));
        var kept = Enumerable.Range(0, _cluster.Count).Where(atom => atom != farthest).ToArray();
        var three = new AtomicStructure(
            [.. kept.Select(atom => _cluster.AtomicNumbers[atom])], [.. kept.SelectMany(atom => _cluster.Positions.Slice(3 * atom, 3).ToArray())]);
        var (all, some) = (_model.Predict(_cluster, 0).Intensities.ToArray(), _model.Predict(three, 0).Intensities.ToArray());
        var mean = all.Zip(some, (more, less) => (0.75f * more) + (0.25f * less)).ToArray();

        var result = Fit(mean, [Start(_cluster, "coordination O 1-3.5") with { Absorber = AbsorberSelection.Index(0) }]);

        Assert.That(result.Parameters[0].Upper, Is.EqualTo(4.0));
        Assert.That(result.Parameters[0].Interval90.Holds(3.75), Is.True, $"{result.Parameters[0]}");
    }

    [Test]
    public void The_fractions_of_a_mixture_add_up_to_one_and_hold_the_true_ones()
    {
        var oxide = _plugin.ReadStructures(TestFiles.Data("structures/ag2o.cif")).First().Structure;
        var (metal, oxidic) = (Mean(Silver(4.086)), Mean(oxide));
        var mean = metal.Zip(oxidic, (one, other) => (0.3f * one) + (0.7f * other)).ToArray();

        var result = Fit(mean, [new FitStart("metal", Silver(4.086)), new FitStart("oxide", oxide)]);

        Assert.That(result.Parameter("fraction metal").Interval90.Holds(0.3), Is.True, $"{result.Parameter("fraction metal")}");
        Assert.That(result.Parameter("fraction metal").Median, Is.EqualTo(0.3).Within(0.05));
        Assert.That(result.Parameter("fraction metal").Mean + result.Parameter("fraction oxide").Mean, Is.EqualTo(1.0).Within(1e-9));
        Assert.That(result.Best.Structures.Sum(found => found.Weight), Is.EqualTo(1.0).Within(1e-9));
    }

    [Test]
    public void Disorder_is_a_mean_over_copies_that_grows_with_its_width()
    {
        var start = Start(_cluster, "disorder in 0..0.2") with { Absorber = AbsorberSelection.Index(0) };
        var none = Fit(_model.Predict(_cluster, 0).Intensities.ToArray(), [start]);

        var random = new Random(1);
        var sum = new double[_model.Info.Energies.Length];
        for (var copy = 0; copy < 400; copy++)
        {
            var positions = _cluster.Positions.ToArray();
            for (var i = 3; i < positions.Length; i++)
            {
                positions[i] += 0.12 * Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble());
            }

            var spectrum = _model.Predict(new AtomicStructure(_cluster.AtomicNumbers, positions), 0).Intensities.Span;
            for (var point = 0; point < sum.Length; point++)
            {
                sum[point] += spectrum[point] / 400.0;
            }
        }

        var much = Fit([.. sum.Select(value => (float)value)], [start]);

        Assert.That(none.Parameters[0].Median, Is.LessThan(0.07));
        Assert.That(much.Parameters[0].Median, Is.EqualTo(0.12).Within(0.025), "the mean over few copies is near that over many");
    }

    [Test]
    public void A_shift_and_both_widths_are_found_beside_the_structure()
    {
        var broad = _model.WithBroadening(_model.Info.Broadening! with { CoreHoleWidth = 5.5, Resolution = 2.5 }).Predict(_cluster, 0).Intensities.ToArray();

        var result = Fit(
            broad,
            [Start(_cluster, "shell O 1.5-2.2") with { Absorber = AbsorberSelection.Index(0) }],
            new FitOptions { CoreHoleWidth = new ParameterRange(4.0, 8.0), Resolution = new ParameterRange(0.0, 5.0), Shift = new ParameterRange(-5.0, 5.0) },
            shift: 1.2);

        Assert.That(result.Parameter("energy shift").Median, Is.EqualTo(1.2).Within(0.2));
        Assert.That(result.Parameter("core-hole width").Interval90.Holds(5.5), Is.True, $"{result.Parameter("core-hole width")}");
        Assert.That(result.Parameter("resolution").Interval90.Holds(2.5), Is.True, $"{result.Parameter("resolution")}");
    }

    [TestCase("shell O 0.5-0.9", "names no atom; O around the absorber at ")]
    [TestCase("atom 99 x", "names atom 99; the structure has 7 atoms, 0 to 6")]
    [TestCase("cell a", "has no three-dimensional cell")]
    [TestCase("cell in 0.05..1", "the cell may shrink to 0.05")]
    public void A_variation_that_the_structure_cannot_take_is_refused_in_one_line(string text, string expected)
    {
        var target = _model.Predict(_cluster, 0).Intensities.ToArray();

        var fault = Assert.Throws<InvalidInputException>(() => Fit(target, [Start(_cluster, text) with { Absorber = AbsorberSelection.Index(0) }]))!;

        Assert.That(fault.Message, Does.Contain(expected).And.Not.Contain("\n"));
    }

    [Test]
    public void A_spectrum_of_another_edge_is_refused_with_the_range_that_is_needed()
    {
        var target = new FitTarget(Enumerable.Range(0, 100).Select(i => 8970.0 + i).ToArray(), new double[100]);

        var fault = Assert.Throws<InvalidInputException>(() => _plugin.Fit(target, [Start(_cluster, "cell")]))!;

        Assert.That(fault.Message, Does.Contain("0 points from 255").And.Contain("Ag K edge"));
    }

    private static FitStart Start(AtomicStructure structure, params string[] vary) =>
        new("start", structure) { Variations = [.. vary.Select(VariationText.Parse)] };

    /// <summary>A fit of a predicted spectrum with a little noise.</summary>
    private FitResult Fit(float[] spectrum, IReadOnlyList<FitStart> starts, FitOptions? options = null, double shift = 0.0)
    {
        var random = new Random(2);
        var energies = _model.Info.Energies.ToArray();
        var target = new FitTarget(
            energies.Select(energy => _model.Info.PhotonEnergy(energy) + shift).ToArray(),
            spectrum.Select(value => value + (Noise * Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble()))).ToArray(),
            new[] { Noise });
        return _plugin.Fit(target, starts, (options ?? new FitOptions()) with { Model = "ag-k-fast", TheoryError = 0.0, Population = 80, MaximumSteps = 80 });
    }

    private float[] Mean(AtomicStructure structure)
    {
        var silver = AbsorberSelection.Parse("Ag").Resolve(structure);
        var spectra = _model.PredictMany([.. silver.Select(atom => new AbsorberSite(structure, atom))]);
        return [.. Enumerable.Range(0, _model.Info.Energies.Length).Select(point => spectra.Average(spectrum => spectrum.Intensities.Span[point]))];
    }

    private static AtomicStructure Silver(double lattice) => new(
        [47, 47, 47, 47],
        [0, 0, 0, 0, lattice / 2, lattice / 2, lattice / 2, 0, lattice / 2, lattice / 2, lattice / 2, 0],
        [lattice, 0, 0, 0, lattice, 0, 0, 0, lattice],
        PeriodicDirections.All);

    private static AtomicStructure Moved(AtomicStructure structure, Func<int, bool> isMember, double step)
    {
        var positions = structure.Positions.ToArray();
        for (var atom = 1; atom < structure.Count; atom++)
        {
            if (structure.AtomicNumbers[atom] == 8 && isMember(atom))
            {
                var factor = 1.0 + (step / Distance(structure, atom));
                for (var axis = 0; axis < 3; axis++)
                {
                    positions[(3 * atom) + axis] *= factor;
                }
            }
        }

        return new AtomicStructure(structure.AtomicNumbers, positions);
    }

    private static double Distance(AtomicStructure structure, int atom) => (structure.Position(atom) - structure.Position(0)).Length;
}
