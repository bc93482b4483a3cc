using System.Diagnostics;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Benchmarks;

/// <summary>
/// The times of descriptors in processes whose JIT compiler may use what it saw of the program before (DOTNET_TieredPGO=1, the usual) and in
/// such where it may not. The processes take turns, so that a machine whose speed drifts does not move the ratio.
/// </summary>
internal static class DescriptorTimes
{
    /// <summary>The argument of the processes that are measured.</summary>
    public const string Child = "descriptor-times-here";

    private const int Processes = 5;
    private const int Blocks = 30;
    private static readonly TimeSpan Block = TimeSpan.FromMilliseconds(10);
    private static readonly double[] Sigmas = [0.0, 0.3];

    private static IEnumerable<(string Structure, double Sigma)> Cases =>
        BenchmarkStructures.Kinds.SelectMany(structure => Sigmas.Select(sigma => (structure, sigma)));

    /// <summary>Starts the processes and prints the table.</summary>
    public static void Print()
    {
        var with = new List<double[]>();
        var without = new List<double[]>();
        for (var turn = 0; turn < Processes; turn++)
        {
            with.Add(InProcess("1"));
            without.Add(InProcess("0"));
        }

        Console.WriteLine("us a vector             with profile   without   ratio");
        foreach (var (at, (structure, sigma)) in Cases.Index())
        {
            var ratio = Median(without.Zip(with, (slow, fast) => slow[at] / fast[at]));
            Console.WriteLine($"{structure,-14} {sigma:0.0}   {Median(with.Select(times => times[at])),12:0.00}   {Median(without.Select(times => times[at])),7:0.00}   {ratio,5:0.00}");
        }
    }

    /// <summary>Prints the time of each case in this process, in µs: the least median of a few blocks, after warming up.</summary>
    public static void PrintHere()
    {
        foreach (var (kind, sigma) in Cases)
        {
            var structures = BenchmarkStructures.Read(kind);
            var descriptor = new PairRdf(DescriptorSpec.Parse("kind: pair-rdf\nelements: [O, Si, Ag]\n").With("sigma", sigma));
            var vector = new float[descriptor.Length];
            var times = new double[Blocks];
            for (var block = 0; block < Blocks; block++)
            {
                var (count, start) = (0, Stopwatch.GetTimestamp());
                do
                {
                    foreach (var structure in structures)
                    {
                        descriptor.Describe(structure.View, 0, vector);
                    }

                    count += structures.Length;
                }
                while (Stopwatch.GetElapsedTime(start) < Block);
                times[block] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
            }

            Console.WriteLine(times[(Blocks / 2)..].Min().ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static double[] InProcess(string profile)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Assembly, Child]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredPGO"] = profile;
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return [.. lines.Select(line => double.Parse(line, System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static string[] Assembly =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(DescriptorTimes).Assembly.Location] : [];

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Processes / 2);
}
