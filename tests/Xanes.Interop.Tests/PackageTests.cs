using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;

namespace Xanes.Interop.Tests;

/// <summary>A host that is written elsewhere: from packages in a folder, and with the contract's assembly alone.</summary>
public sealed class PackageTests
{
    private static readonly string Repository = Path.GetDirectoryName(PluginManifest.FindFrom(AppContext.BaseDirectory))!;
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("xanes-host-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_host_installs_the_packages_from_a_folder_and_predicts()
    {
        await Dotnet(Repository, "pack", "src/Xanes.Interop", "-c", Configuration, "--no-build", "-o", Path.Combine(_folder, "packages"));
        await Dotnet(Repository, "pack", "src/Xanes.Plugin", "-c", Configuration, "--no-build", "-o", Path.Combine(_folder, "packages"));
        await WriteFeed();

        var host = await Build(DocumentedProgram(), """<PackageReference Include="Xanes.Plugin" Version="*" />""");

        Assert.That(await Dotnet(_folder, host), Is.EqualTo(ExpectedOutput()));
        Assert.That(
            Directory.GetFiles(Path.GetDirectoryName(host)!, "*.dll").Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "Host.dll", "Xanes.Interop.dll", "YamlDotNet.dll" }),
            "the host links the contract alone");
    }

    [Test]
    public async Task A_host_that_references_the_contracts_assembly_alone_predicts()
    {
        await WriteFeed();
        var contract = Path.Combine(Repository, "artifacts", "bin", "Xanes.Interop", Configuration, "Xanes.Interop.dll");

        var host = await Build(
            DocumentedProgram().Replace("Load()", "Load(args[0])", StringComparison.Ordinal), $"""<Reference Include="Xanes.Interop" HintPath="{contract}" />""");

        Assert.That(await Dotnet(_folder, host, PluginManifest.FindFrom(AppContext.BaseDirectory)!), Is.EqualTo(ExpectedOutput()));
    }

    /// <summary>The program that the documentation shows.</summary>
    private static string DocumentedProgram() =>
        File.ReadAllText(Path.Combine(Repository, "docs", "hosts.md")).Split("```csharp\n")[1].Split("```")[0];

    /// <summary>What this process predicts, as that program prints it.</summary>
    private static string ExpectedOutput()
    {
        using var plugin = PluginLoader.Load();
        var structure = new AtomicStructure([47, 8, 8], [0.0, 0.0, 0.0, 2.05, 0.0, 0.0, -2.05, 0.0, 0.0]);
        var spectrum = plugin.OpenModel().Predict(structure, absorber: 0);
        return FormattableString.Invariant($"25510.9 eV  {spectrum.Intensities.Span[16]:F4}  {spectrum.Domain.Reason}{Environment.NewLine}");
    }

    /// <summary>
    /// The feed is the folder alone, so that the test needs no network: what the packages depend on lies in the machine's own folder of
    /// packages since the solution was built.
    /// </summary>
    private async Task WriteFeed()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "packages"));
        var listed = await Dotnet(_folder, "nuget", "locals", "global-packages", "--list");
        var machine = listed[(listed.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        await File.WriteAllTextAsync(Path.Combine(_folder, "NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="installed" /></config>
              <packageSources><clear /><add key="xanes" value="packages" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{machine}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    private async Task<string> Build(string program, string reference)
    {
        var output = Path.Combine(_folder, "out");
        await File.WriteAllTextAsync(Path.Combine(_folder, "Program.cs"), program);
        await File.WriteAllTextAsync(Path.Combine(_folder, "Host.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>{reference}</ItemGroup>
            </Project>
            """);
        await Dotnet(_folder, "build", "Host.csproj", "-c", "Release", "-o", output);
        return Path.Combine(output, "Host.dll");
    }

    /// <summary>Runs dotnet and makes sure of its success; its output.</summary>
    private static async Task<string> Dotnet(string folder, params string[] arguments)
    {
        var result = await Cli.Wrap("dotnet")
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(environment => environment.Set("DOTNET_NOLOGO", "1"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.That(result.ExitCode, Is.Zero, result.StandardOutput + result.StandardError);
        return result.StandardOutput;
    }
}
