namespace Xanes.Plugin.Models;

/// <summary>How many test spectra of a set lie inside the model's domain, and the errors on both sides.</summary>
/// <param name="Set">The data set's name; <c>all</c> for all sets together.</param>
/// <param name="Inside">The number of test spectra inside.</param>
/// <param name="MseInside">Their mean square error; null where there are none.</param>
/// <param name="Outside">The number of test spectra outside.</param>
/// <param name="MseOutside">Their mean square error; null where there are none.</param>
public sealed record DomainMetrics(string Set, int Inside, double? MseInside, int Outside, double? MseOutside)
{
    /// <summary>The name of the row that takes all sets together.</summary>
    public const string All = "all";

    /// <summary>The share of the test spectra inside, 0 to 1.</summary>
    public double ShareInside => Inside / (double)(Inside + Outside);
}
