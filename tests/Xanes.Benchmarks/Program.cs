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
{
    var d = new PairRdf(DescriptorSpec.Parse(text));
    var v = new float[d.Length];
    var c = new Xanes.Plugin.Structures.Cluster();
    foreach (var name in new[] { "cluster-7", "cluster-60", "quartz-243", "silver-125" })
    {
        var s = BenchmarkStructures.Read($"/work/shared/bench/{name}.extxyz");
        double best = 1e9, best2 = 1e9;
        for (var rep = 0; rep < 60; rep++)
        {
            var n = name == "cluster-7" ? 400 : 40;
            var t = Stopwatch.GetTimestamp();
            for (var k = 0; k < n; k++)
            {
                foreach (var x in s)
                {
                    Xanes.Plugin.Structures.ClusterBuilder.Build(x.View, 0, d.ClusterSpec, c);
                }
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(t).TotalMicroseconds / n / s.Length);
            t = Stopwatch.GetTimestamp();
            for (var k = 0; k < n * 20; k++)
            {
                    d.Describe(c, s[^1].View, v);
            }

            best2 = Math.Min(best2, Stopwatch.GetElapsedTime(t).TotalMicroseconds / n / s.Length);
        }

        Console.WriteLine($"{name} build {best} describe {best2} atoms {c.Count}");
    }
}
{
    var d = new PairRdf(DescriptorSpec.Parse(text));
    var v = new float[d.Length];
        var s = BenchmarkStructures.Read($"/work/shared/bench/cluster-60.extxyz");
        foreach (var m in new[]{1,2,4,8,20})
        {
        var best = 1e9;
        for (var rep = 0; rep < 100; rep++)
        {
            var t = Stopwatch.GetTimestamp();
            for (var k = 0; k < 1600; k++)
            {
                    d.Describe(s[k%m].View, 0, v);
            }
            best = Math.Min(best, Stopwatch.GetElapsedTime(t).TotalMicroseconds / 1600);
        }
        Console.WriteLine($"{m} structures {best}");
        }
}
