using System.Globalization;
using Xanes.Interop;

namespace Xanes.Benchmarks;

/// <summary>A table in Markdown of how often clusters are found back and how long it takes, a line for each group of them.</summary>
internal sealed class ReconstructionTable
{
    private readonly TextWriter _writer;

    /// <summary>Begins a table.</summary>
    /// <param name="groups">What the lines are groups by.</param>
    /// <param name="writer">Where it goes, line by line.</param>
    public ReconstructionTable(string groups, TextWriter writer)
    {
        _writer = writer;
        writer.WriteLine($"| {groups} | clusters | counts equal | equal or near | distances within 1 bin | within 1.1 bins | superpose within 0.1 Å | median s | 95 % s |");
        writer.WriteLine("|---|---|---|---|---|---|---|---|---|");
    }

    /// <summary>Writes the line of a group; none where it is empty.</summary>
    public void AddLine(string label, IReadOnlyCollection<ReconstructionCase> cases)
    {
        if (cases.Count == 0)
        {
            return;
        }

        var seconds = cases.Select(one => one.Seconds).Order().ToArray();
        var cells = new[]
        {
            label,
            cases.Count.ToString(CultureInfo.InvariantCulture),
            Share(one => one.Verdict == ReconstructionVerdict.Exact),
            Share(one => one.Verdict != ReconstructionVerdict.None),
            Share(one => one.LargestDifference <= 1.0),
            Share(one => one.LargestDifference <= 1.1),
            Share(one => one.Distance <= 0.1),
            Seconds(0.5),
            Seconds(0.95),
        };
        _writer.WriteLine($"| {string.Join(" | ", cells)} |");

        string Share(Func<ReconstructionCase, bool> holds) =>
            string.Create(CultureInfo.InvariantCulture, $"{100.0 * cases.Count(holds) / cases.Count:0.#} %");

        string Seconds(double share) =>
            seconds[(int)Math.Ceiling(share * seconds.Length) - 1].ToString("0.000", CultureInfo.InvariantCulture);
    }
}
