using System.Diagnostics;
using Xanes.Benchmarks;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;

var text = "kind: pair-rdf\nelements: [O, Si, Ag]\nr_max: 5.0\n";
foreach (var extra in new[] { "", "sigma: 0.3\n", "sigma: 0.3\nweight: inverse-distance\n", "weight: inverse-distance\n" })
{
    var d = new PairRdf(DescriptorSpec.Parse(text + extra));
    var v = new float[d.Length];
    foreach (var name in new[] { "cluster-7", "cluster-60", "quartz-243", "silver-125" })
    {
        var s = BenchmarkStructures.Read($"/work/shared/bench/{name}.extxyz");
        var times = new List<double>();
        for (var rep = 0; rep < 60; rep++)
        {
            var n = name == "cluster-7" ? 400 : 40;
            var t = Stopwatch.GetTimestamp();
            for (var k = 0; k < n; k++)
            {
                foreach (var x in s)
                {
                    d.Describe(x.View, 0, v);
                }
            }

            times.Add(Stopwatch.GetElapsedTime(t).TotalMicroseconds / n / s.Length);
        }

        times.Sort();
        var sum = 0.0;
        foreach (var q in v)
        {
            sum += q;
        }

        Console.WriteLine($"{extra.ReplaceLineEndings(" "),-30} {name,-12} min {times[0]:0.000} median {times[30]:0.000} us  sum {sum}");
    }
}
