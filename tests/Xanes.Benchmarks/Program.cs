using BenchmarkDotNet.Running;
using Xanes.Benchmarks;

if (args is ["prediction-ratio"])
{
    PredictionRatio.Print();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(DescriptorBenchmark).Assembly).Run(args);
}
