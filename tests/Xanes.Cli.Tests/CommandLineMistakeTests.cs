using Xanes.Cli.Tests.Support;

namespace Xanes.Cli.Tests;

internal sealed class CommandLineMistakeTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("frobnicate")]
    [TestCase("predict")]
    [TestCase("models")]
    [TestCase("predict", "a.xyz", "--frobnicate")]
    [TestCase("describe", "a.xyz", "--model", "fake", "--spec", "spec.yaml")]
    public void A_mistake_on_the_command_line_is_one_line_that_points_to_the_help_and_status_2(params string[] args)
    {
        var run = CommandRun.Of(_folder, args);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.StartWith("xanes: ").And.Contain("--help'"));
        Assert.That(run.Output, Is.Empty);
    }

    [TestCase("xanes models", "modles")]
    [TestCase("xanes models list", "models", "lsit")]
    [TestCase("xanes models verify", "verify")]
    [TestCase("--model", "predict", "a.xyz", "--modle", "fake")]
    [TestCase("--absorber", "predict", "a.xyz", "--absorbr=Ag")]
    [TestCase("--families", "train", "set", "--familes", "ridge")]
    [TestCase("--seed", "train", "set", "--families", "ridge", "--sed", "3")]
    [TestCase("--json", "models", "verify", "--josn")]
    public void A_mistyped_command_or_option_is_answered_with_the_one_that_was_probably_meant(string meant, params string[] args)
    {
        var run = CommandRun.Of(_folder, args);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain($"did you mean '{meant}'?"));
    }

    [TestCase("frobnicate")]
    [TestCase("predict", "a.xyz", "--frobnicate")]
    public void Where_nothing_is_spelled_alike_nothing_is_guessed(params string[] args)
    {
        Assert.That(CommandRun.Of(_folder, args).Error, Does.Contain($"'{args[^1]}' is not").And.Not.Contain("did you mean"));
    }

    [Test]
    public void A_value_that_is_a_negative_number_is_no_mistyped_option()
    {
        Assert.That(CommandRun.Of(_folder, "predict", "-1.xyz").Error, Does.Contain("-1.xyz: no such file"));
    }

    [Test]
    public void A_shell_without_a_script_is_told_those_that_have_one()
    {
        var run = CommandRun.Of(_folder, "completion", "tcsh");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("'tcsh'; give bash, zsh or fish"));
    }

    [Test]
    public void An_output_of_unknown_kind_is_refused_with_the_kinds_that_are_known()
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "Ag"), "-o", _folder.PathOf("s.xlsx"));

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("'.xlsx'").And.Contain(".csv, .npy, .npz, .xdi, .json"));
    }

    [Test]
    public void A_file_whose_name_begins_like_an_option_is_read_after_two_dashes()
    {
        File.Copy(_folder.WriteFrames("a.xyz", "Ag"), _folder.PathOf("-o.xyz"));
        var here = Environment.CurrentDirectory;
        Environment.CurrentDirectory = _folder.PathOf("");
        try
        {
            var run = CommandRun.Of(_folder, "predict", "--", "-o.xyz");
            Assert.That(run.Status, Is.Zero, run.Error);
        }
        finally
        {
            Environment.CurrentDirectory = here;
        }
    }

    [Test]
    public void Names_that_are_no_UTF_8_are_refused_with_what_to_do()
    {
        // .NET puts U+FFFD in place of bytes of the command line that are no UTF-8.
        var read = CommandRun.Of(_folder, "predict", "na\uFFFDme.xyz");
        var write = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "Ag"), "-o", _folder.PathOf("na\uFFFDme.csv"));

        Assert.That(read.Error, Does.Contain("the name is not valid UTF-8; rename the file"));
        Assert.That(write.Error, Does.Contain("the name is not valid UTF-8; choose another"));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "a.xyz" }));
    }

    [Test]
    public void A_missing_output_folder_is_refused_before_anything_is_read()
    {
        var run = CommandRun.Of(_folder, "predict", _folder.PathOf("missing.xyz"), "-o", _folder.PathOf("nowhere/s.csv"));

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("nowhere; make it first").And.Not.Contain("missing.xyz"));
    }

    [Test]
    public void All_files_must_be_there_before_work_starts()
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "Ag"), _folder.PathOf("missing.xyz"));

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("missing.xyz: no such file"));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public void Standard_input_can_be_named_only_once()
    {
        var run = CommandRun.WithInput(_folder, "", "predict", "-", "-");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("only once"));
    }

    [Test]
    public void Empty_input_says_so()
    {
        var run = CommandRun.WithInput(_folder, "", "predict", "-");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
    }

    [Test]
    public void An_unknown_model_is_one_line_and_status_2()
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "Ag"), "--model", "gold");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("no model 'gold'"));
    }

    [Test]
    public void Verbose_shows_where_a_failure_came_from()
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "Ag"), "--model", "gold", "--verbose");

        Assert.That(run.Error, Does.Contain("at Xanes.Cli.Tests.Support.FakePlugin.OpenModel"));
    }

    [TestCase]
    [TestCase("--help")]
    [TestCase("predict", "--help")]
    [TestCase("describe", "--help")]
    public void Help_ends_with_examples_and_units(params string[] args)
    {
        var output = new StringWriter();

        var status = CommandLine.Run(args, TextReader.Null, output, TextWriter.Null);

        Assert.That(status, Is.Zero);
        Assert.That(output.ToString(), Does.Contain("Examples:").And.Contain("xanes predict").Or.Contain("xanes describe"));
        Assert.That(output.ToString(), Does.Contain("Å").Or.Contain("eV"));
    }
}
