using Xanes.Cli.Input;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Rows;

/// <summary>Frames in, spectra out, predicted in batches on all cores. A frame gives all its rows or none.</summary>
/// <param name="model">The model.</param>
/// <param name="absorbers">Chooses the absorbers.</param>
/// <param name="faults">Decides what a bad frame does.</param>
/// <param name="average">Whether a frame gives one row, the mean over its absorbers.</param>
/// <param name="cancellation">Ends the work.</param>
internal sealed class SpectrumRows(
    ISpectrumModel model, AbsorberRule absorbers, FaultPolicy faults, bool average, CancellationToken cancellation)
{
    /// <summary>The rows of the frames, in order.</summary>
    /// <exception cref="InvalidInputException">A frame is bad and the run does not keep going.</exception>
    public IEnumerable<SpectrumRow> From(IEnumerable<FrameResult> frames) =>
        faults.RowsOf(WorkAhead.InOrder(
            FrameBatch.Of(frames, absorbers, cancellation),
            batch => FrameRows<SpectrumRow>.Of(batch, PredictTogether, PredictAlone, cancellation)));

    private IEnumerable<IReadOnlyList<SpectrumRow>> PredictTogether(FrameBatch batch)
    {
        var spectra = model.PredictMany(batch.Sites(), cancellation: cancellation);
        var next = 0;
        foreach (var frame in batch.Frames)
        {
            yield return RowsOf(frame, spectra.Skip(next).Take(frame.Absorbers.Length));
            next += frame.Absorbers.Length;
        }
    }

    private IReadOnlyList<SpectrumRow> PredictAlone(FrameSites frame) =>
        RowsOf(frame, frame.Absorbers.Select(absorber => model.Predict(frame.Frame.Structure, absorber, cancellation)).ToArray());

    private IReadOnlyList<SpectrumRow> RowsOf(FrameSites frame, IEnumerable<Spectrum> spectra)
    {
        SpectrumRow[] rows = [.. spectra.Select(spectrum => new SpectrumRow(
            new RowLabel(frame.Frame.Source, frame.Frame.Index, [spectrum.Absorber]), spectrum.Intensities, spectrum.Uncertainty, spectrum.Domain))];
        return average ? [SpectrumRow.Mean(rows)] : rows;
    }
}
