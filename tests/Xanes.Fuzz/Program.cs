using System.CommandLine;
using Xanes.Fuzz;

var count = new Option<int>("--count") { Description = "The number of mutated files", DefaultValueFactory = _ => 100_000 };
var seed = new Option<int>("--seed") { Description = "The seed of the mutations", DefaultValueFactory = _ => 1 };
var first = new Option<int>("--first") { Description = "The number of the first file" };
var kind = new Option<string?>("--kind") { Description = $"Only one kind of file: {string.Join(", ", FuzzPlan.Kinds)}" };
var seconds = new Option<double>("--seconds") { Description = "The most processor time for one file", DefaultValueFactory = _ => 20.0 };
var megabytes = new Option<int>("--megabytes") { Description = "The most memory that a reader may hold", DefaultValueFactory = _ => 768 };
var keep = new Option<string>("--keep") { Description = "The folder for the files that found a fault", DefaultValueFactory = _ => "fuzz-faults" };
var worker = new Option<bool>("--worker") { Description = "Read the files in this process", Hidden = true };

var root = new RootCommand("Reads mutated structure, YAML, npy and plan files and data sets; every one must be read or refused in one line.")
{
    count, seed, first, kind, seconds, megabytes, keep, worker,
};
root.SetAction(arguments =>
{
    var plan = new FuzzPlan(arguments.GetValue(seed), arguments.GetValue(kind));
    var (from, number) = (arguments.GetValue(first), arguments.GetValue(count));
    if (arguments.GetValue(worker))
    {
        new FuzzWorker(plan, Console.Out).Run(from, number);
        return 0;
    }

    var limits = new FuzzLimits(TimeSpan.FromSeconds(arguments.GetValue(seconds)), arguments.GetValue(megabytes));
    var summary = new FuzzRun(plan, limits, arguments.GetValue(keep)!, Console.Out).Run(from, number);
    return summary.Faults == 0 ? 0 : 1;
});
return root.Parse(args).Invoke();
