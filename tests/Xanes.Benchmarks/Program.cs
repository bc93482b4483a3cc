using System.CommandLine;
using BenchmarkDotNet.Running;
using Xanes.Benchmarks;

switch (args)
{
    case ["prediction-ratio"]:
        PredictionRatio.Print(null);
        return 0;
    case ["prediction-ratio", var model]:
        PredictionRatio.Print(model);
        return 0;
    case ["domain"]:
        DomainTable.Print(null);
        return 0;
    case ["domain", var model]:
        DomainTable.Print(model);
        return 0;
    case ["descriptor-times"]:
        DescriptorTimes.Print();
        return 0;
    case [DescriptorTimes.Child]:
        DescriptorTimes.PrintHere();
        return 0;
    case ["sites"]:
        LargeStructures.Print(null);
        return 0;
    case ["sites", var model]:
        LargeStructures.Print(model);
        return 0;
    case ["reading", ..]:
        return new RootCommand { ReadingCommand.Create() }.Parse(args).Invoke();
    case ["reconstruction", ..]:
        return new RootCommand { ReconstructionCommand.Create() }.Parse(args).Invoke();
    case ["fitting", ..]:
        return new RootCommand { FittingCommand.Create() }.Parse(args).Invoke();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(DescriptorBenchmark).Assembly).Run(args);
        return 0;
}
