using NUnit.Framework;

namespace Xanes.Interop.Tests;

internal sealed class VariationTextTests
{
    [TestCase("cell")]
    [TestCase("cell b")]
    [TestCase("shell O 1.8-2.6")]
    [TestCase("shell 1.8-2.6")]
    [TestCase("atoms 1,2 radial")]
    [TestCase("atoms 1,2 along 0,0.5,1")]
    [TestCase("rotate 1,2 about 0,0,1")]
    [TestCase("rotate 1,2 about 0,0,1 at 0")]
    [TestCase("disorder")]
    [TestCase("disorder O 1.8-2.6")]
    [TestCase("coordination O 1.8-2.6")]
    [TestCase("shift")]
    public void What_varies_reads_back_as_it_was_written(string text) => Assert.That(VariationText.Parse(text).Subject, Is.EqualTo(text));

    [Test]
    public void Bounds_prior_and_name_follow_in_any_order()
    {
        var variation = VariationText.Parse("shell O 1.8-2.6 as first prior 0.01+-0.05 in -0.15..0.1");

        Assert.That(variation.Name, Is.EqualTo("first"));
        Assert.That(variation.Range, Is.EqualTo(new ParameterRange(-0.15, 0.1, 0.01, 0.05)));
    }

    [Test]
    public void One_coordinate_of_an_atom_is_a_move_along_an_axis()
    {
        var variation = (DisplacementVariation)VariationText.Parse("atom 3 y");

        Assert.That(variation.Atoms, Is.EqualTo(new[] { 3 }));
        Assert.That(variation.Direction, Is.EqualTo(new Vector3Double(0.0, 1.0, 0.0)));
    }

    [TestCase("", "ends too soon; a kind is missing")]
    [TestCase("bond 1-2", "is of no known kind; write one of: cell [a|b|c], shell")]
    [TestCase("shell Xx 1-2", "names 'Xx', which is no element")]
    [TestCase("shell O 2.6-1.8", "needs two distances in Å such as 1.8-2.6")]
    [TestCase("shell O", "ends too soon; distances such as 1.8-2.6 is missing")]
    [TestCase("atoms 1,b radial", "has 'b' where the 0-based index of an atom must stand")]
    [TestCase("atom 1 w", "needs x, y or z after the atom")]
    [TestCase("rotate 1 about 0,0,0", "needs a direction of three numbers, not all zero")]
    [TestCase("cell in 1.1..0.9", "leave nothing to vary")]
    [TestCase("cell in 0.9..1.1 prior 1.2+-0.1", "lies outside of the bounds")]
    [TestCase("cell in 0.9..1.1 prior 1+-0", "positive standard deviation")]
    [TestCase("cell now", "has a word too many")]
    [TestCase("cell in 0.9", "needs bounds such as -0.1..0.1")]
    public void A_mistake_is_told_in_one_line(string text, string expected)
    {
        var fault = Assert.Throws<InvalidInputException>(() => VariationText.Parse(text))!;

        Assert.That(fault.Message, Does.Contain(expected).And.Not.Contain("\n"));
    }

    [Test]
    public void A_fit_in_yaml_takes_over_what_it_names_and_refuses_what_it_does_not_know()
    {
        var spec = FitSpec.Read(YamlMap.Parse(
            """
            model: ag-k-fast
            range: [-5, 40]
            shift: -5..5 prior 1+-2
            resolution: 0..4
            noise: 0.003
            starts:
              - {name: oxide, structure: ag2o.cif, absorber: Ag, vary: [cell, "shell O 1.8-2.4 in -0.1..0.1"]}
            """,
            "fit.yaml"));

        Assert.That(spec.Options.Model, Is.EqualTo("ag-k-fast"));
        Assert.That((spec.Options.From, spec.Options.To), Is.EqualTo((-5.0, 40.0)));
        Assert.That(spec.Options.Shift, Is.EqualTo(new ParameterRange(-5.0, 5.0, 1.0, 2.0)));
        Assert.That(spec.Options.Resolution, Is.EqualTo(new ParameterRange(0.0, 4.0)));
        Assert.That(spec.Options.CoreHoleWidth, Is.Null);
        Assert.That(spec.Noise, Is.EqualTo(0.003));
        Assert.That(spec.Starts.Single().Variations.Select(variation => variation.Subject), Is.EqualTo(new[] { "cell", "shell O 1.8-2.4" }));
        Assert.That(
            () => FitSpec.Read(YamlMap.Parse("sift: 3", "fit.yaml")), Throws.InstanceOf<InvalidInputException>().With.Message.StartsWith("fit.yaml: 'sift' is not known here; known are model"));
        Assert.That(
            () => FitSpec.Read(YamlMap.Parse("shift: 3", "fit.yaml")), Throws.InstanceOf<InvalidInputException>().With.Message.StartsWith("fit.yaml, 'shift': '3' needs bounds"));
    }

    [Test]
    public void A_measured_spectrum_with_damaged_numbers_is_refused()
    {
        Assert.That(() => new FitTarget(new[] { 1.0, 2.0 }, new[] { 0.0 }), Throws.InstanceOf<InvalidInputException>());
        Assert.That(() => new FitTarget(new[] { 1.0, 1.0 }, new[] { 0.0, 0.0 }), Throws.InstanceOf<InvalidInputException>().With.Message.Contains("do not ascend at point 1"));
        Assert.That(() => new FitTarget(new[] { 1.0, double.NaN }, new[] { 0.0, 0.0 }), Throws.InstanceOf<InvalidInputException>());
        Assert.That(() => new FitTarget(new[] { 1.0, 2.0 }, new[] { 0.0, 0.0 }, new[] { 0.0 }), Throws.InstanceOf<InvalidInputException>());
    }
}
