using Xanes.Cli.Input;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Rows;

/// <summary>Frames in, vectors out, described in batches on all cores. A frame gives all its rows or none.</summary>
internal sealed class DescriptorRows(IDescriptor descriptor, AbsorberRule absorbers, FaultPolicy faults, CancellationToken cancellation)
{
    /// <summary>The rows of the frames, in order.</summary>
    /// <exception cref="InvalidInputException">A frame is bad and the run does not keep going.</exception>
    public IEnumerable<DescriptorRow> From(IEnumerable<FrameResult> frames) =>
        faults.RowsOf(WorkAhead.InOrder(
            FrameBatch.Of(frames, absorbers, cancellation),
            batch => FrameRows<DescriptorRow>.Of(batch, DescribeTogether, DescribeAlone, cancellation)));

    private IEnumerable<IReadOnlyList<DescriptorRow>> DescribeTogether(FrameBatch batch)
    {
        var sites = batch.Sites();
        var (vectors, tallies) = (new float[sites.Length * descriptor.Length], new DescriptorTally[sites.Length]);
        descriptor.DescribeMany(new SiteList(sites), vectors, tallies, new BatchOptions { Threads = 1, Cancellation = cancellation });
        var next = 0;
        foreach (var frame in batch.Frames)
        {
            var rows = new DescriptorRow[frame.Absorbers.Length];
            for (var row = 0; row < rows.Length; row++, next++)
            {
                var vector = vectors.AsSpan(next * descriptor.Length, descriptor.Length).ToArray();
                rows[row] = new DescriptorRow(LabelOf(frame, frame.Absorbers[row]), vector, tallies[next]);
            }

            yield return rows;
        }
    }

    private DescriptorRow[] DescribeAlone(FrameSites frame) => [.. frame.Absorbers.Select(absorber =>
    {
        var values = new float[descriptor.Length];
        var tally = descriptor.Describe(frame.Frame.Structure.View, absorber, values);
        return new DescriptorRow(LabelOf(frame, absorber), values, tally);
    })];

    private static RowLabel LabelOf(FrameSites frame, int absorber) => new(frame.Frame.Source, frame.Frame.Index, [absorber]);
}
