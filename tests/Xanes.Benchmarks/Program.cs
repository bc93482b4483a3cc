using BenchmarkDotNet.Running;
using Xanes.Benchmarks;

if (args is ["reconstruction", ..])
{
    return ReconstructionTable.Print(args.AsSpan(1));
}

BenchmarkSwitcher.FromAssembly(typeof(DescriptorBenchmark).Assembly).Run(args);
return 0;
