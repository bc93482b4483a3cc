using System.CommandLine;
using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Benchmarks;

/// <summary>
/// <c>reading</c>: the time and the memory that reading a trajectory takes, beside reading its bare lines, in turns. Without files it makes two: many frames
/// of 7 atoms, and few of 50,000.
/// </summary>
internal static class ReadingCommand
{
    private const int Turns = 7;

    private static readonly Argument<string[]> Files = new("FILE") { Description = "Trajectories", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("reading", "How fast trajectories are read") { Files };
        command.SetAction(arguments => Print(arguments.GetValue(Files) ?? []));
        return command;
    }

    private static void Print(string[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in files.Length > 0 ? files : [folder.Trajectory("small", 20_000, 7), folder.Trajectory("large", 5, 50_000)])
        {
            var (whole, bare) = (new double[Turns], new double[Turns]);
            var (frames, bytes) = (0, 0L);
            for (var turn = -2; turn < Turns; turn++)
            {
                var at = Math.Max(turn, 0);
                var before = GC.GetAllocatedBytesForCurrentThread();
                (whole[at], frames) = Time(() => StructureReader.Read(file).Count());
                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                (bare[at], _) = Time(() => File.ReadLines(file).Count());
            }

            var size = new FileInfo(file).Length;
            Console.WriteLine(FormattableString.Invariant(
                $"{Path.GetFileName(file)}: {frames} frames, {size / 1e6:0.0} MB: {1e6 * whole.Median() / frames:0.0} us a frame, {size / whole.Median() / 1e6:0} MB/s, {bytes / (double)frames:0} bytes allocated a frame; {whole.Zip(bare, (one, other) => one / other).Median():0.0} times as long as its bare lines"));
        }
    }

    private static (double Seconds, int Count) Time(Func<int> work)
    {
        var start = Stopwatch.GetTimestamp();
        var count = work();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, count);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xanes-reading-");

        public string Trajectory(string name, int frames, int atoms)
        {
            var random = new Random(1);
            var path = Path.Combine(_folder.FullName, $"{name}.extxyz");
            using var file = new StreamWriter(path);
            for (var frame = 0; frame < frames; frame++)
            {
                file.Write(FormattableString.Invariant($"{atoms}\nLattice=\"100 0 0 0 100 0 0 0 100\" Properties=species:S:1:pos:R:3 energy={random.NextDouble()}\n"));
                for (var atom = 0; atom < atoms; atom++)
                {
                    var symbol = ChemicalElement.Symbol(random.Next(3) switch { 0 => 8, 1 => 14, _ => 47 });
                    file.Write(FormattableString.Invariant($"{symbol,-2} {100 * random.NextDouble(),16:0.00000000} {100 * random.NextDouble(),16:0.00000000} {100 * random.NextDouble(),16:0.00000000}\n"));
                }
            }

            return path;
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
