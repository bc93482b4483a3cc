using Xanes.Explorer.Tests.Support;
using Xanes.Interop;

namespace Xanes.Explorer.Tests;

/// <summary>A structure whose parameters are moved by a program.</summary>
public sealed class ExplorationTests
{
    private static readonly FitOptions Fast = new() { Model = "ag-k-fast" };

    [Test]
    public void Without_variations_the_cell_and_the_nearest_shells_of_all_absorbers_can_be_moved()
    {
        // Ag2O: O at √3/4 a = 2.05 Å, Ag at a/√2 = 3.34 Å, O at 3.92 Å for a = 4.73 Å.
        Assert.That(
            Open("ag2o.cif").Parameters.Select(parameter => parameter.Name),
            Is.EqualTo(new[] { "cell", "shell O 1.99-2.1", "shell Ag 3.29-3.4", "shell O 3.87-3.98", "energy shift", "core-hole width", "resolution" }));
        Assert.That(Open("ago.cif").Parameters[1].Name, Does.StartWith("shell O "));
    }

    [Test]
    public void Atoms_move_as_the_parameters_say()
    {
        var exploration = Open("ag2o.cif");
        double[] values = [.. exploration.Parameters.Select(parameter => parameter.Neutral)];
        var before = Distances(exploration.Evaluate(values).Surroundings);
        values[1] = 0.07;
        var after = Distances(exploration.Evaluate(values).Surroundings);

        Assert.That(after.Take(2), Is.EqualTo(before.Take(2).Select(distance => distance + 0.07)).Within(1e-9));
        Assert.That(after.Skip(2), Is.EqualTo(before.Skip(2)).Within(1e-9));
    }

    [Test]
    public void The_derived_lattice_parameter_is_that_of_the_stretched_cell()
    {
        var exploration = Open("ag2o.cif");
        double[] values = [.. exploration.Parameters.Select(parameter => parameter.Neutral)];
        var own = exploration.Evaluate(values).Derived.Single(quantity => quantity.Name == "lattice parameter a");
        values[0] = 1.02;
        var stretched = exploration.Evaluate(values).Derived.Single(quantity => quantity.Name == "lattice parameter a");
        Assert.That(stretched.Value, Is.EqualTo(1.02 * own.Value).Within(1e-9));
    }

    [Test]
    public void A_broader_core_hole_gives_the_spectrum_of_the_model_with_that_width()
    {
        var exploration = Open("ag2o.cif");
        double[] values = [.. exploration.Parameters.Select(parameter => parameter.Neutral)];
        values[^2] = exploration.Parameters[^2].Upper;
        var model = Checkout.Plugin.OpenModel("ag-k-fast");
        var broad = model.WithBroadening(model.Info.Broadening! with { CoreHoleWidth = values[^2] });
        var structure = Checkout.Plugin.ReadStructures(Checkout.Data("structures/ag2o.cif")).First().Structure;
        Assert.That(
            exploration.Evaluate(values).Predicted.ToArray(),
            Is.EqualTo(broad.Predict(structure, AbsorberSelection.Parse("Ag").Resolve(structure)[0]).Intensities.ToArray()).Within(2e-4));
    }

    [Test]
    public void Without_a_model_the_absorbing_element_says_which()
    {
        var copper = new AtomicStructure([29, 8, 8, 8, 8], [0, 0, 0, 1.95, 0, 0, -1.95, 0, 0, 0, 1.95, 0, 0, -1.95, 0]);
        var silver = new AtomicStructure([47, 8, 8], [0, 0, 0, 2.05, 0, 0, -2.05, 0, 0]);

        Assert.That(ModelFor(copper), Is.EqualTo("cu-k"));
        Assert.That(ModelFor(silver), Is.EqualTo("ag-k-accurate"));

        static string ModelFor(AtomicStructure structure) =>
            Checkout.Plugin.OpenExploration(new ExplorationStart(new FitStart("start", structure))).Model.Id;
    }

    [Test]
    public void A_value_beyond_its_bounds_and_a_fit_to_nothing_are_refused()
    {
        var exploration = Open("ag2o.cif");
        double[] values = [.. exploration.Parameters.Select(parameter => parameter.Neutral)];
        Assert.That(() => exploration.Fit(values), Throws.InstanceOf<InvalidInputException>().With.Message.Contains("no measured spectrum"));
        values[0] = 1.2;
        Assert.That(() => exploration.Evaluate(values), Throws.InstanceOf<InvalidInputException>().With.Message.StartsWith("cell is 1.2, outside of its bounds 0.96 to 1.04"));
    }

    private static IStructureExploration Open(string name) => Checkout.Plugin.OpenExploration(new ExplorationStart(
        new FitStart(name, Checkout.Plugin.ReadStructures(Checkout.Data($"structures/{name}")).First().Structure), null, Fast));

    private static double[] Distances(AtomicStructure surroundings) =>
        [.. Enumerable.Range(1, surroundings.Count - 1).Select(atom => (surroundings.Position(atom) - surroundings.Position(0)).Length).Order()];
}
