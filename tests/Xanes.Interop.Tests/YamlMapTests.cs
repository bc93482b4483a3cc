using System.Text;
using NUnit.Framework;

namespace Xanes.Interop.Tests;

public class YamlMapTests
{
    private static readonly Dictionary<string, string> DeepTexts = new()
    {
        ["open brackets"] = "elements: " + new string('[', 100_000),
        ["brackets"] = "elements: " + new string('[', 16_000) + new string(']', 16_000),
        ["braces"] = "elements: " + string.Concat(Enumerable.Repeat("{a: ", 16_000)),
        ["dashes"] = "elements:\n" + string.Concat(Enumerable.Repeat("- ", 16_000)) + "Ag",
        ["indented keys"] = string.Concat(Enumerable.Range(0, 3_000).Select(level => $"{new string(' ', level)}a:\n")),
        ["keys of keys"] = string.Concat(Enumerable.Repeat("? ", 16_000)) + "y",
        ["aliases"] = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 20_000).Select(level => $"a{level}: &a{level} [*a{level - 1}]\n")),
    };

    [TestCase("open brackets")]
    [TestCase("brackets")]
    [TestCase("braces")]
    [TestCase("dashes")]
    [TestCase("indented keys")]
    [TestCase("keys of keys")]
    [TestCase("aliases")]
    public void A_text_with_lists_deep_in_each_other_is_refused_in_one_line_and_ends_nothing(string kind)
    {
        Assert.That(
            () => YamlMap.Parse(DeepTexts[kind], "spec.yaml"),
            Throws.TypeOf<InvalidInputException>().With.Message.StartsWith("spec.yaml, line ").And.Message.Contains("64 deep").And.Message.Not.Contains("\n"));
    }

    [Test]
    public void Aliases_that_stand_for_a_billion_values_are_refused_before_anything_walks_them()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 10; level++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        }

        Assert.That(
            () => YamlMap.Parse(text.ToString(), "card"),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("more than 2,000,000 values"));
    }

    [TestCase("a: &a [*a]")]
    [TestCase("a: &a {b: *a}")]
    [TestCase("b: &a 1\na: &a [*a]")]
    [TestCase("a: *missing")]
    public void An_alias_within_what_it_names_or_of_nothing_is_refused(string text)
    {
        Assert.That(() => YamlMap.Parse(text, "card"), Throws.TypeOf<InvalidInputException>().With.Message.Contains("names no value"));
    }

    [TestCase("a:\n  - name: b\n    c: 1\n  - - : d\n    c: 2\n")]
    [TestCase("a: [")]
    [TestCase("a: {b")]
    [TestCase("a: 'b")]
    [TestCase("a: b: c")]
    [TestCase("- a")]
    [TestCase("a: 1\na: 2")]
    [TestCase("\t- a")]
    public void A_text_that_is_no_mapping_in_YAML_is_refused_in_one_line(string text)
    {
        Assert.That(
            () => YamlMap.Parse(text, "card"), Throws.TypeOf<InvalidInputException>().With.Message.StartsWith("card").And.Message.Not.Contains("\n"));
    }

    [Test]
    public void A_value_that_is_named_once_can_be_used_again()
    {
        var map = YamlMap.Parse("metals: &metals [Ag, Au]\nelements: *metals\n", "spec");

        Assert.That(map.Texts("elements"), Is.EqualTo(new[] { "Ag", "Au" }));
    }

    [TestCase("x: NaN")]
    [TestCase("x: .nan")]
    [TestCase("x: Infinity")]
    [TestCase("x: 1e999")]
    [TestCase("x: 2.5")]
    [TestCase("x: [1]")]
    [TestCase("y: 1")]
    public void A_number_outside_of_its_range_is_refused_with_the_range(string text)
    {
        Assert.That(
            () => YamlMap.Parse(text, "plan.yaml").NumberBetween("x", 0.000001, 2.0),
            Throws.TypeOf<InvalidInputException>().With.Message.StartsWith("plan.yaml").And.Message.Contains("a number from 0.000001 to 2"));
    }

    [Test]
    public void A_file_that_never_ends_is_given_up()
    {
        Assume.That(File.Exists("/dev/zero"));

        Assert.That(() => YamlMap.ReadFile("/dev/zero"), Throws.TypeOf<InvalidInputException>().With.Message.Contains("longer than 64 MiB"));
    }
}
