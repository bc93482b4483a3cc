using Xanes.Cli.Tests.Support;

namespace Xanes.Cli.Tests;

internal sealed class TrainTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_training_without_a_folder_for_the_model_is_told_how_to_name_one()
    {
        var run = CommandRun.Of(_folder, "train", "models/data/any");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("-o models/mine"));
    }

    [Test]
    public void A_folder_that_holds_a_model_is_named_with_the_option_that_replaces_it_before_data_sets_are_read()
    {
        Directory.CreateDirectory(_folder.PathOf("model"));
        _folder.Write("model/model.yaml", "mine");

        var run = CommandRun.Of(_folder, "train", "models/data/any", "-o", _folder.PathOf("model"));

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain($"{_folder.PathOf("model")}: holds a model").And.Contain("--replace"));
    }

    [Test]
    public void A_folder_of_wheels_that_does_not_exist_is_one_line_and_status_2()
    {
        var run = CommandRun.Of(_folder, "train", "--setup", "--wheels", "/nowhere/wheels");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("/nowhere/wheels").And.Contain("--wheels"));
    }

    [TestCase("0.5")]
    [TestCase("9")]
    [TestCase("NaN")]
    public void A_cutoff_that_no_network_can_have_is_one_line_with_a_good_one(string cutoff)
    {
        var run = CommandRun.Of(_folder, "train", "models/data/any", "-o", "model", "--cutoff", cutoff);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain($"--cutoff {cutoff}").And.Contain("such as --cutoff 6"));
    }

    [Test]
    public void A_cutoff_beside_a_spec_is_refused_since_the_spec_has_its_own()
    {
        var spec = _folder.Write("spec.yaml", "kind: neighbours\nelements: [O, Ag]\nr_max: 5.0\n");

        var run = CommandRun.Of(_folder, "train", "models/data/any", "-o", "model", "--cutoff", "6", "--spec", spec);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("--spec and --cutoff"));
    }

    [Test]
    public void Doctor_lists_the_learners_that_can_run_here()
    {
        var run = Repository.Run("doctor");

        Assert.That(run.Output, Does.Match("Learners +ridge, extra-trees, lasso, random-forest, (catboost, )?kernel-ridge, mlp"));
    }
}
