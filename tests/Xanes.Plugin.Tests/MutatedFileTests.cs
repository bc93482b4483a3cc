using NUnit.Framework;
using Xanes.Fuzz;

namespace Xanes.Plugin.Tests;

/// <summary>A few of the files that tests/Xanes.Fuzz reads in great number.</summary>
public class MutatedFileTests
{
    private const int Files = 400;

    private static IEnumerable<string> Kinds => FuzzPlan.Kinds;

    [TestCaseSource(nameof(Kinds))]
    public void A_damaged_file_is_read_or_refused_in_one_line_and_nothing_else(string kind)
    {
        var plan = new FuzzPlan(seed: 0, kind);

        var faults = Enumerable.Range(0, Files)
            .Select(number => (number, FuzzWorker.Outcome(plan.CaseOf(number))))
            .Where(file => file.Item2.Outcome == FuzzWorker.Fault)
            .Select(file => $"{file.number}: {file.Item2.Words}");

        Assert.That(faults, Is.Empty);
    }
}
