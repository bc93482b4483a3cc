using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;

namespace Xanes.Interop.Tests;

public sealed class PluginLoaderTests
{
    private static readonly string Manifest = PluginManifest.FindFrom(AppContext.BaseDirectory)!;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("xanes-loader-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_host_that_knows_only_the_contract_gets_a_spectrum_and_finds_a_structure()
    {
        var host = Path.Combine(AppContext.BaseDirectory, "..", "..", "Xanes.ExampleHost", "release", "Xanes.ExampleHost.dll");

        var result = await Cli.Wrap("dotnet").WithArguments([host, Manifest]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();

        Assert.That(result.StandardError, Is.Empty);
        Assert.That(result.ExitCode, Is.Zero);
        var lines = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[0], Does.StartWith("Ag K edge, 137 energies, resembles "));
        Assert.That(lines[1], Does.Match(@"^25502\.9 eV  0\.\d+$"));
        Assert.That(lines[8], Does.StartWith("Exact: 0 counts differ"));
        Assert.That(lines[9], Is.EqualTo("Ag O O O O Si Si"));
        Assert.That(lines, Has.Length.EqualTo(10));
        Assert.That(File.Exists(Path.Combine(Path.GetDirectoryName(host)!, "Microsoft.ML.OnnxRuntime.dll")), Is.False, "the host brings no plugin library");
    }

    [Test]
    public void The_plugin_is_loaded_apart_from_the_host_and_only_the_contract_is_shared()
    {
        using var plugin = PluginLoader.Load(Manifest);

        var context = System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(plugin.GetType().Assembly);
        Assert.That(context!.Name, Is.EqualTo("Xanes.Plugin"));
        Assert.That(plugin.Manifest.Id, Is.EqualTo("xanes"));
        Assert.That(plugin.OpenDescriptor().Length, Is.EqualTo(900));
    }

    [Test]
    public void A_plugin_of_another_contract_version_is_refused()
    {
        var manifest = Changed(text => text.Replace("contract: 2", "contract: 7", StringComparison.Ordinal));

        Assert.That(
            Assert.Throws<InvalidInputException>(() => PluginLoader.Load(manifest))!.Message,
            Does.StartWith(manifest).And.Contain("contract version 7").And.Contain($"has {PluginManifest.ContractVersion}"));
    }

    [Test]
    public void A_missing_assembly_is_named_with_the_remedy()
    {
        var manifest = Changed(text => text);

        Assert.That(
            Assert.Throws<InvalidInputException>(() => PluginLoader.Load(manifest))!.Message,
            Does.Contain(Path.Combine(_folder, "Xanes.Plugin.dll")).And.Contain("dotnet build"));
    }

    [Test]
    public void A_type_that_is_not_there_is_named()
    {
        var manifest = WithRealAssembly("type: Xanes.Plugin.XanesPlugin", "type: Xanes.Plugin.Gone");

        Assert.That(Assert.Throws<InvalidInputException>(() => PluginLoader.Load(manifest))!.Message, Does.Contain("no type Xanes.Plugin.Gone"));
    }

    [Test]
    public void A_type_that_is_no_plugin_is_refused_in_one_line()
    {
        var manifest = WithRealAssembly("type: Xanes.Plugin.XanesPlugin", "type: Xanes.Plugin.Structures.Cluster");

        var fault = Assert.Catch<XanesException>(() => PluginLoader.Load(manifest));
        Assert.That(fault!.Message, Does.Not.Contain("\n"));
    }

    [Test]
    public void An_assembly_that_is_none_is_refused_in_one_line()
    {
        var manifest = Changed(text => text);
        File.WriteAllText(Path.Combine(_folder, "Xanes.Plugin.dll"), "not an assembly");

        var fault = Assert.Throws<XanesException>(() => PluginLoader.Load(manifest));
        Assert.That(fault!.Message, Does.StartWith(Path.Combine(_folder, "Xanes.Plugin.dll")).And.Not.Contain("\n"));
    }

    [Test]
    public void A_missing_manifest_is_named() =>
        Assert.That(
            Assert.Throws<InvalidInputException>(() => PluginLoader.Load(Path.Combine(_folder, "gone.yaml")))!.Message,
            Does.Contain("gone.yaml").And.Contain("plugin.yaml"));

    [TestCase("id: xanes", "", "'id' is missing")]
    [TestCase("contract: 2", "contract: one", "'contract' must be a whole number")]
    [TestCase("models: models", "models: [a", "not valid YAML")]
    public void A_damaged_manifest_names_the_key(string line, string instead, string message)
    {
        var manifest = Changed(text => text.Replace(line, instead, StringComparison.Ordinal));

        Assert.That(Assert.Throws<InvalidInputException>(() => PluginManifest.Read(manifest))!.Message, Does.StartWith(manifest).And.Contain(message));
    }

    [Test]
    public void Paths_of_a_manifest_are_relative_to_its_own_folder()
    {
        var manifest = PluginManifest.Read(Changed(text => text));

        Assert.That(manifest.ModelsFolder, Is.EqualTo(Path.Combine(_folder, "models")));
        Assert.That(manifest.DefaultDescriptor.Kind, Is.EqualTo("pair-rdf"));
        Assert.That(manifest.Tools, Is.Empty);
    }

    private string Changed(Func<string, string> change)
    {
        var path = Path.Combine(_folder, PluginManifest.FileName);
        File.WriteAllText(path, change(File.ReadAllText(Manifest)));
        return path;
    }

    private string WithRealAssembly(string line, string instead)
    {
        var assembly = PluginManifest.Read(Manifest).AssemblyCandidates.First(File.Exists);
        return Changed(text => text
            .Replace("- Xanes.Plugin.dll", $"- {assembly}", StringComparison.Ordinal)
            .Replace(line, instead, StringComparison.Ordinal));
    }
}
