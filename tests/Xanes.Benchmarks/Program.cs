using BenchmarkDotNet.Running;
using Xanes.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(DescriptorBenchmark).Assembly).Run(args);
