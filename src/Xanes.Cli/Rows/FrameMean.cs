using Xanes.Interop;

namespace Xanes.Cli.Rows;

/// <summary>The mean over the frames of a file and their spread, of which only sums are kept. Every frame has the same weight.</summary>
internal sealed class FrameMean
{
    private readonly RowLabel _first;
    private readonly double[] _mean;
    private readonly double[] _squares;
    private readonly double[] _uncertainty;
    private DomainVerdict _farthest;
    private SiteCount _sites;
    private int _frames;

    private FrameMean(SpectrumRow first)
    {
        _first = first.Label;
        _mean = new double[first.Intensities.Length];
        _squares = new double[first.Intensities.Length];
        _uncertainty = new double[first.Uncertainty.Length];
        _farthest = first.Farthest;
    }

    private SpectrumRow Row => new(_first with { Frames = _frames }, Single(_mean), Single(_uncertainty), _farthest)
    {
        Sites = _sites,
        SpreadOverFrames = Single(_squares.Select(sum => Math.Sqrt(sum / _frames))),
    };

    /// <summary>One row for each file.</summary>
    /// <param name="frames">One row for each frame, file by file.</param>
    public static IEnumerable<SpectrumRow> OfEachFile(IEnumerable<SpectrumRow> frames)
    {
        FrameMean? mean = null;
        foreach (var frame in frames)
        {
            if (mean is not null && mean._first.Source != frame.Label.Source)
            {
                yield return mean.Row;
                mean = null;
            }

            mean ??= new FrameMean(frame);
            mean.Add(frame);
        }

        if (mean is not null)
        {
            yield return mean.Row;
        }
    }

    private static float[] Single(IEnumerable<double> values) => [.. values.Select(value => (float)value)];

    private void Add(SpectrumRow frame)
    {
        _frames++;
        _sites += frame.Sites;
        _farthest = SpectrumRow.FartherOf(_farthest, frame.Farthest);
        for (var point = 0; point < _mean.Length; point++)
        {
            // Welford's way, which loses nothing where the spread is small beside the mean.
            var before = frame.Intensities.Span[point] - _mean[point];
            _mean[point] += before / _frames;
            _squares[point] += before * (frame.Intensities.Span[point] - _mean[point]);
        }

        for (var point = 0; point < _uncertainty.Length; point++)
        {
            _uncertainty[point] += (frame.Uncertainty.Span[point] - _uncertainty[point]) / _frames;
        }
    }
}
