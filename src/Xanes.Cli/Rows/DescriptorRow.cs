using Xanes.Interop;

namespace Xanes.Cli.Rows;

/// <summary>The vector of one absorber.</summary>
/// <param name="Label">Where it came from.</param>
/// <param name="Values">The vector, [F].</param>
/// <param name="Tally">What was left out.</param>
internal sealed record DescriptorRow(RowLabel Label, float[] Values, DescriptorTally Tally);
