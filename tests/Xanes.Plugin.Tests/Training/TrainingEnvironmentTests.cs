using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Training;

namespace Xanes.Plugin.Tests.Training;

[NonParallelizable]
public sealed class TrainingEnvironmentTests
{
    /// <summary>A Python whose environments are copies of itself; pip has what the variable WHEELS names, and LACKS what cannot be imported.</summary>
    private const string StandIn = """
        #!/bin/sh
        echo "$@" >> "$(dirname "$0")/calls"
        case "$1 $2" in
        "-m venv") for folder; do :; done; mkdir -p "$folder/bin"; cp "$0" "$folder/bin/python"; rm -f "$folder/bin/calls" ;;
        "-c "*) for module in numpy sklearn onnx matplotlib torch; do case " $LACKS " in *" $module "*) ;; *) echo $module ;; esac; done ;;
        "-m pip") for package; do :; done; case " $WHEELS " in *" ${package%%>=*} "*) ;; *) echo "ERROR: No matching distribution" >&2; exit 1 ;; esac ;;
        esac
        """;

    private TemporaryFolder _folder = null!;
    private string? _dataHome;
    private string _python = "";

    [SetUp]
    public void MakePython()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("the stand-in for Python is a shell script");
            return;
        }

        _folder = new TemporaryFolder();
        _dataHome = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", _folder["data"]);
        Directory.CreateDirectory(_folder["base"]);
        Directory.CreateDirectory(_folder["data"]);
        _python = _folder["base/python"];
        File.WriteAllText(_python, StandIn);
        File.SetUnixFileMode(_python, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [TearDown]
    public void Restore()
    {
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", _dataHome);
        Environment.SetEnvironmentVariable("WHEELS", null);
        Environment.SetEnvironmentVariable("LACKS", null);
        _folder?.Dispose();
    }

    [Test]
    public async Task An_index_that_has_everything_makes_an_environment_of_its_own_in_the_users_data_folder()
    {
        Environment.SetEnvironmentVariable("WHEELS", "numpy scikit-learn onnx matplotlib catboost torch");
        var steps = new List<TrainingProgress>();

        var interpreter = await MakeAsync(null, steps.Add);

        Assert.That(interpreter, Is.EqualTo(_folder["data/xanes/python/bin/python"]));
        Assert.That(Calls("base"), Has.Length.EqualTo(1).And.None.Contain("--system-site-packages"));
        Assert.That(steps[^1].Step, Is.EqualTo(steps[^1].Steps).And.EqualTo(8));
        Assert.That(steps.Select(step => step.Text), Has.Some.StartsWith("torch").And.Some.StartsWith("catboost").And.None.Contain("left out"));
    }

    [Test]
    public async Task Where_no_index_can_be_reached_the_systems_packages_are_taken()
    {
        await MakeAsync(null, null);

        Assert.That(Calls("base")[^1], Does.Contain("-m venv").And.Contain("--system-site-packages"));
    }

    [Test]
    public async Task A_folder_of_wheels_goes_on_top_of_the_systems_packages_and_an_optional_learner_may_be_missing()
    {
        Environment.SetEnvironmentVariable("WHEELS", "numpy scikit-learn onnx matplotlib");
        Directory.CreateDirectory(_folder["wheels"]);
        var steps = new List<TrainingProgress>();

        await MakeAsync(_folder["wheels"], steps.Add);

        Assert.That(Calls("data/xanes/python/bin"), Has.Some.Contain($"--no-index --no-deps --find-links {_folder["wheels"]}"));
        Assert.That(steps.Select(step => step.Text), Has.Some.Match("catboost.*left out").And.Some.Match("torch.*left out"));
    }

    [Test]
    public void An_environment_that_cannot_train_in_the_end_is_removed_so_that_no_training_finds_it()
    {
        Environment.SetEnvironmentVariable("LACKS", "numpy");

        Assert.ThrowsAsync<XanesException>(() => MakeAsync(null, null));

        Assert.That(Directory.Exists(TrainingEnvironment.Folder), Is.False);
    }

    [Test]
    public void Without_an_index_the_packages_that_the_system_lacks_are_told_with_debians_names_and_not_to_run_the_setup_that_runs()
    {
        Environment.SetEnvironmentVariable("LACKS", "sklearn onnx torch");

        var fault = Assert.ThrowsAsync<XanesException>(() => MakeAsync(null, null));

        Assert.That(fault!.Message, Does.StartWith($"{_python}: lacks sklearn, onnx, and no index"));
        Assert.That(fault.Message, Does.Contain("'apt-get install python3-sklearn python3-onnx python3-torch'").And.Contain("--wheels DIR"));
        Assert.That(fault.Message, Does.Not.Contain("--setup").And.Not.Contain("\n"));
    }

    [Test]
    public void A_folder_of_wheels_without_a_package_that_the_system_lacks_is_told_which()
    {
        Environment.SetEnvironmentVariable("LACKS", "onnx");
        Directory.CreateDirectory(_folder["wheels"]);

        var fault = Assert.ThrowsAsync<XanesException>(() => MakeAsync(_folder["wheels"], null));

        Assert.That(fault!.Message, Does.StartWith($"{_folder["wheels"]}: holds no wheel that brings onnx").And.Contain("apt-get install python3-onnx"));
    }

    [Test]
    public void A_folder_of_wheels_that_does_not_exist_is_named()
    {
        var fault = Assert.ThrowsAsync<InvalidInputException>(() => MakeAsync("/nowhere/wheels", null));

        Assert.That(fault!.Message, Does.Contain("/nowhere/wheels").And.Contain("--wheels"));
    }

    private Task<string> MakeAsync(string? wheels, Action<TrainingProgress>? report) =>
        TrainingEnvironment.MakeAsync(_python, wheels, report is null ? null : new Reporter(report), CancellationToken.None);

    private string[] Calls(string folder) => File.ReadAllLines(_folder[folder + "/calls"]);

    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
