using System.Diagnostics;
using NUnit.Framework;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Tests.Files;

public sealed class TemporaryFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_a_killed_process_left_of_a_file_is_gone_when_the_file_is_written_again()
    {
        var left = NameOf(DeadProcess());
        File.WriteAllText(left, "half");

        DurableFile.WriteText(_folder["spectra.npy"], "whole");

        Assert.That(Directory.GetFiles(_folder.Path, "*", HiddenToo), Is.EqualTo(new[] { _folder["spectra.npy"] }));
    }

    [Test]
    public void What_a_process_that_lives_writes_and_the_files_of_others_are_left_alone()
    {
        using var living = Process.GetProcessById(Environment.ProcessId);
        string[] kept =
        [
            NameOf(living.Id),
            NameOf(DeadProcess()).Replace("spectra.npy", "energy.npy"),
            NameOf(DeadProcess()).Replace(".tmp", ".txt"),
            _folder[".spectra.npy.elsewhere.1.1.tmp"],
            _folder["spectra.npy.tmp"],
        ];
        foreach (var file in kept)
        {
            File.WriteAllText(file, "mine");
        }

        TemporaryFile.RemoveStale(_folder["spectra.npy"]);

        Assert.That(Directory.GetFiles(_folder.Path, "*", HiddenToo), Is.EquivalentTo(kept));
    }

    private static EnumerationOptions HiddenToo { get; } = new() { AttributesToSkip = FileAttributes.None };

    private static int DeadProcess()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["--version"]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.Id;
    }

    private string NameOf(int process) =>
        TemporaryFile.NameFor(_folder["spectra.npy"]).Replace($".{Environment.ProcessId}.", $".{process}.", StringComparison.Ordinal);
}
