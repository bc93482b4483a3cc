using Xanes.Cli.Input;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Rows;

/// <summary>Frames in, spectra out, predicted in batches. A frame gives all its rows or none.</summary>
/// <param name="model">The model.</param>
/// <param name="absorbers">Chooses the absorbers.</param>
/// <param name="faults">Decides what a bad frame does.</param>
/// <param name="average">Whether a frame gives one row, the mean over its absorbers.</param>
/// <param name="cancellation">Ends the work.</param>
internal sealed class SpectrumRows(
    ISpectrumModel model, AbsorberRule absorbers, FaultPolicy faults, bool average, CancellationToken cancellation)
{
    /// <summary>A batch is run when it holds at least this many absorbers.</summary>
    public const int BatchSize = 256;

    /// <summary>The rows of the frames, in order.</summary>
    /// <exception cref="InvalidInputException">A frame is bad and the run does not keep going.</exception>
    public IEnumerable<SpectrumRow> From(IEnumerable<FrameResult> frames)
    {
        var batch = new List<FrameSites>();
        var sites = 0;
        foreach (var outcome in frames)
        {
            var frame = Resolve(outcome, out var fault);
            if (frame is not null)
            {
                batch.Add(frame);
                sites += frame.Absorbers.Length;
            }

            if (fault is null && sites < BatchSize)
            {
                continue;
            }

            foreach (var row in Predict(batch))
            {
                yield return row;
            }

            batch.Clear();
            sites = 0;
            if (fault is not null)
            {
                faults.Handle(fault);
            }
        }

        foreach (var row in Predict(batch))
        {
            yield return row;
        }
    }

    private FrameSites? Resolve(FrameResult outcome, out InvalidInputException? fault)
    {
        fault = outcome.Fault;
        if (outcome.Frame is not { } frame)
        {
            return null;
        }

        try
        {
            return new FrameSites(frame, absorbers.Resolve(frame));
        }
        catch (InvalidInputException mistake)
        {
            fault = mistake.At(frame.Place);
            return null;
        }
    }

    private IEnumerable<SpectrumRow> Predict(List<FrameSites> batch)
    {
        cancellation.ThrowIfCancellationRequested();
        if (PredictTogether(batch) is { } spectra)
        {
            var next = 0;
            foreach (var frame in batch)
            {
                foreach (var row in RowsOf(frame, spectra.Skip(next).Take(frame.Absorbers.Length)))
                {
                    yield return row;
                }

                next += frame.Absorbers.Length;
            }

            yield break;
        }

        foreach (var frame in batch)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var row in PredictAlone(frame))
            {
                yield return row;
            }
        }
    }

    /// <summary>The spectra of a batch, or null where one of its frames is bad.</summary>
    private IReadOnlyList<Spectrum>? PredictTogether(List<FrameSites> batch)
    {
        AbsorberSite[] sites = [.. batch.SelectMany(frame => frame.Absorbers.Select(absorber => new AbsorberSite(frame.Frame.Structure, absorber)))];
        try
        {
            return model.PredictMany(sites, cancellation: cancellation);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private IReadOnlyList<SpectrumRow> PredictAlone(FrameSites frame)
    {
        try
        {
            return RowsOf(frame, frame.Absorbers.Select(absorber => model.Predict(frame.Frame.Structure, absorber, cancellation)).ToArray());
        }
        catch (InvalidInputException fault)
        {
            faults.Handle(fault.At(frame.Frame.Place));
            return [];
        }
    }

    private IReadOnlyList<SpectrumRow> RowsOf(FrameSites frame, IEnumerable<Spectrum> spectra)
    {
        SpectrumRow[] rows = [.. spectra.Select(spectrum => new SpectrumRow(
            new RowLabel(frame.Frame.Source, frame.Frame.Index, [spectrum.Absorber]), spectrum.Intensities, spectrum.Uncertainty, spectrum.Domain))];
        return average ? [SpectrumRow.Mean(rows)] : rows;
    }
}
