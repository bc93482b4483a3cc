using System.Globalization;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;
using Xanes.Native.Tests.Support;
using Xanes.Plugin.Tests;

namespace Xanes.Native.Tests;

public sealed partial class MemoryTests
{
    // How many blocks the runtimes hold at exit (threads, caches) differs by up to twenty from run to run, whatever the rounds.
    private const int Few = 6;
    private const int Many = 20;
    private const int More = 48;

    [Test]
    public async Task A_host_that_opens_computes_and_closes_again_and_again_loses_no_memory_and_reads_and_writes_none_of_others()
    {
        NativeLibraryBuild.SkipWithout("valgrind");

        var folder = Directory.CreateTempSubdirectory("xanes-memory-");
        try
        {
            var sites = Path.Combine(folder.FullName, "sites.bin");
            var random = new Random(5);
            SitesFile.Write(
                sites, [.. Enumerable.Range(0, 70).Select(_ => RandomStructures.Isolated(random, 7))], [.. Enumerable.Range(0, 70).Select(i => (i, 0))]);

            var few = await BlocksInUseAtExit(sites, Few);

            // A leak costs at least a block a round. More rounds, which take minutes, only where these leave it open.
            if (await BlocksInUseAtExit(sites, Many) - few >= Many - Few)
            {
                Assert.That(await BlocksInUseAtExit(sites, More) - few, Is.LessThan(More - Few));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> BlocksInUseAtExit(string sites, int rounds)
    {
        string[] options = ["--error-exitcode=9", $"--suppressions={NativeLibraryBuild.Program("runtime.supp")}"];
        string[] program = [NativeLibraryBuild.Program("repeat"), NativeLibraryBuild.Manifest, sites, $"{rounds}", NativeLibraryBuild.VectorModel];
        var result = await Cli.Wrap("valgrind")
            .WithArguments([.. options, .. program])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        return int.Parse(InUse().Match(result.StandardError).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"in use at exit: [\d,]+ bytes in ([\d,]+) blocks")]
    private static partial Regex InUse();
}
