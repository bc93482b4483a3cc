using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Training;

namespace Xanes.Plugin.Tests.Training;

[NonParallelizable]
public sealed class PythonInterpreterTests
{
    private static readonly string[] Variables = ["XDG_DATA_HOME", PythonInterpreter.EnvironmentVariable];

    private TemporaryFolder _folder = null!;
    private string?[] _values = [];

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _values = [.. Variables.Select(Environment.GetEnvironmentVariable)];
        Environment.SetEnvironmentVariable(Variables[0], _folder["data"]);
        Environment.SetEnvironmentVariable(Variables[1], null);
    }

    [TearDown]
    public void PutBack()
    {
        foreach (var (name, value) in Variables.Zip(_values))
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        _folder.Dispose();
    }

    [Test]
    public void The_command_of_a_Python_package_trains_with_the_Python_that_it_is_installed_in()
    {
        var python = Write("environment/bin/python", "");
        var manifest = Write("environment/lib/python3.11/site-packages/xanes/_lib/plugin.yaml", File.ReadAllText(TestFiles.Manifest.Path));
        Write("environment/lib/python3.11/site-packages/xanes/__init__.py", "");

        Assert.That(PythonInterpreter.Find(PluginManifest.Read(manifest), option: null), Is.EqualTo(python));

        var environment = Write(Path.GetRelativePath(_folder["."], TrainingEnvironment.Interpreter), "");
        Assert.That(PythonInterpreter.Find(PluginManifest.Read(manifest), option: null), Is.EqualTo(environment));
    }

    [Test]
    public void Another_manifest_so_deep_below_a_Python_does_not_belong_to_it()
    {
        var python = Write("prefix/bin/python", "");
        var manifest = Write("prefix/share/some/where/xanes/_lib/plugin.yaml", File.ReadAllText(TestFiles.Manifest.Path));

        string? found = null;
        try
        {
            found = PythonInterpreter.Find(PluginManifest.Read(manifest), option: null);
        }
        catch (InvalidInputException)
        {
            // There is none on PATH.
        }

        Assert.That(found, Is.Not.EqualTo(python));
    }

    private string Write(string name, string text)
    {
        var path = Path.GetFullPath(_folder[name]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
