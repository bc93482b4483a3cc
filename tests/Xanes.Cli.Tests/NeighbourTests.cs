using System.Text.Json;
using Xanes.Cli.Tests.Support;

namespace Xanes.Cli.Tests;

/// <summary>Structures with elements that the model does not know, on the command line.</summary>
internal sealed class NeighbourTests
{
    private const string Measured = "models/measured/ag.prj:Ag oxide";

    private TestFolder _folder = null!;
    private string _foreign = "";
    private string _byHand = "";

    [SetUp]
    public void MakeFiles()
    {
        _folder = new TestFolder();
        _foreign = _folder.Write("foreign.xyz", "6\n\nLi 0 0 1.6\nAg 0 0 0\nO 2.1 0 0\nO -2.2 0 0\nGa 0 3.2 0\nMg 0 -3.4 0\n");
        _byHand = _folder.Write("by-hand.xyz", "4\n\nAg 0 0 0\nO 2.1 0 0\nO -2.2 0 0\nSi 0 3.2 0\n");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_prediction_with_changes_is_that_of_the_structure_changed_by_hand_and_counts_them()
    {
        var run = Predict(_foreign, "--ignore", "Li,Mg", "--substitute", "Ga=Si", "--json");
        using var found = JsonDocument.Parse(run.Output);
        using var expected = JsonDocument.Parse(Predict(_byHand, "--json").Output);
        var (row, byHand) = (found.RootElement.GetProperty("rows")[0], expected.RootElement.GetProperty("rows")[0]);

        Assert.That(row.GetProperty("mu").GetRawText(), Is.EqualTo(byHand.GetProperty("mu").GetRawText()));
        Assert.That(row.GetProperty("sigma").GetRawText(), Is.EqualTo(byHand.GetProperty("sigma").GetRawText()));
        Assert.That(row.GetProperty("absorber").GetInt32(), Is.EqualTo(1));
        Assert.That(row.GetProperty("ignored").GetRawText(), Is.EqualTo("{\"Li\":1,\"Mg\":1}"));
        Assert.That(row.GetProperty("substituted").GetRawText(), Is.EqualTo("{\"Ga\":1}"));
        Assert.That(row.GetProperty("domain").GetProperty("reason").GetString(), Does.EndWith("; 1 Li ignored, 1 Mg ignored, 1 Ga taken as Si"));
        Assert.That(run.Error, Does.Contain("1 of 1 spectra are of changed structures").And.Contain("1 Li ignored, 1 Mg ignored, 1 Ga taken as Si"));
        Assert.That(byHand.TryGetProperty("ignored", out _), Is.False);
    }

    [Test]
    public void Options_may_be_repeated_and_without_such_atoms_a_note_says_so()
    {
        var repeated = Predict(_foreign, "--ignore", "Li", "--ignore", "Mg", "--substitute", "Ga=Si");
        var needless = Predict(_byHand, "--ignore", "Li");

        Assert.That(repeated.Output, Is.EqualTo(Predict(_foreign, "--ignore", "Li,Mg", "--substitute", "Ga=Si").Output));
        Assert.That(needless.Error, Does.Contain("no structure has atoms of the elements that were to be ignored or substituted"));
    }

    [Test]
    public void An_unknown_element_is_told_with_the_options_that_help([Values("predict", "compare")] string command)
    {
        var stopped = Run(command, _foreign);
        var kept = Run(command, _foreign, _byHand, "--keep-going");

        Assert.That(stopped.Status, Is.EqualTo(2));
        Assert.That(stopped.Error.Trim(), Does.StartWith($"xanes: {_foreign}, frame 0: atom 0 (Li), 1.6 Å from the absorber, is of an element that model ag-k-fast does not know (H, C, N, O, ")
            .And.Contain("'--ignore Li'").And.Contain("'--substitute Li=SYMBOL'").And.Not.Contain("NeighbourChanges"));
        Assert.That(stopped.Error.Trim(), Does.Not.Contain('\n'));
        Assert.That(kept.Status, Is.EqualTo(0));
        Assert.That(kept.Error, Does.Contain("left out: ").And.Contain("'--ignore Li'").And.Not.Contain("NeighbourChanges"));
    }

    [Test]
    public void A_command_without_the_options_does_not_name_them()
    {
        var run = Repository.Run("mixture", Repository.PathOf(Measured), "--structure", _foreign, "--model", "ag-k-fast");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("does not know (H, C, ").And.Contain("Ce, Au); choose another model with --model").And.Not.Contain("NeighbourChanges").And.Not.Contain("--ignore"));
    }

    [Test]
    public void A_comparison_with_changes_agrees_as_the_structure_changed_by_hand()
    {
        var run = Run("compare", _foreign, "--ignore", "Li,Mg", "--substitute", "Ga=Si", "--json");
        using var found = JsonDocument.Parse(run.Output);
        using var expected = JsonDocument.Parse(Run("compare", _byHand, "--json").Output);
        var (best, byHand) = (found.RootElement.GetProperty("best")[0], expected.RootElement.GetProperty("best")[0]);

        Assert.That(best.GetProperty("mse").GetRawText(), Is.EqualTo(byHand.GetProperty("mse").GetRawText()));
        Assert.That(best.GetProperty("fitted").GetRawText(), Is.EqualTo(byHand.GetProperty("fitted").GetRawText()));
        Assert.That(best.GetProperty("ignored").EnumerateObject().Select(count => (count.Name, count.Value.GetInt32())), Is.EqualTo(new[] { ("Li", 1), ("Mg", 1) }));
        Assert.That(run.Error, Does.Contain("in the best structure 1 Li ignored, 1 Mg ignored, 1 Ga taken as Si"));
    }

    [TestCase("--substitute", "Al", "--substitute: 'Al' is not a pair of elements; write it as Al=Si")]
    [TestCase("--substitute", "Ga=Si,ga=O", "--substitute: ga is substituted twice; name it once")]
    [TestCase("--substitute", "Ga=Ge", "substitute: Ga is to be taken as Ge, which model ag-k-fast does not know either; name one of H, C, N, O, F, Na, Al, Si, P, S, Cl, K, Ca, Ti, Cu, Zn, Br, Pd, Ag, I, Ce, Au")]
    [TestCase("--ignore", "Hydrogen", "ignore: 'Hydrogen' is not an element; use a symbol of the periodic table, such as H or Si")]
    [TestCase("--ignore", "Ag", "ignore: Ag is the absorber of model ag-k-fast, whose atoms stay as they are; leave Ag out here")]
    public void Options_at_fault_are_told_in_one_line(string option, string value, string message)
    {
        var run = Predict(_foreign, option, value);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error.Trim(), Is.EqualTo($"xanes: {message}"));
    }

    [Test]
    public void An_element_that_is_ignored_is_no_absorber_that_a_model_is_chosen_for()
    {
        var alloy = _folder.Write("alloy.xyz", "3\n\nAg 0 0 0\nCu 2.7 0 0\nAg 0 2.8 0\n");

        var ambiguous = Repository.Run("predict", alloy);
        var chosen = Repository.Run("predict", alloy, "--ignore", "Cu", "--json");

        Assert.That(ambiguous.Status, Is.EqualTo(2));
        Assert.That(chosen.Status, Is.EqualTo(0), chosen.Error);
        Assert.That(JsonDocument.Parse(chosen.Output).RootElement.GetProperty("element").GetString(), Is.EqualTo("Ag"));
    }

    private static CommandRun Predict(params string[] args) => Run("predict", args);

    private static CommandRun Run(string command, params string[] args) => command == "compare"
        ? Repository.Run([command, Repository.PathOf(Measured), .. args, "--model", "ag-k-fast"])
        : Repository.Run([command, .. args, "--model", "ag-k-fast"]);
}
