using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>A fit, as the page reads it.</summary>
/// <param name="State">none, running, done, cancelled or failed.</param>
internal sealed record FitText(string State)
{
    public int Version { get; private init; }

    public string? Stage { get; private init; }

    public double Fraction { get; private init; }

    public long Spectra { get; private init; }

    public string? Error { get; private init; }

    public FitResultText? Result { get; private init; }

    /// <summary>The text of a job; that of no job where it is null.</summary>
    public static FitText Of(FitJob? job)
    {
        if (job is null)
        {
            return new FitText("none");
        }

        var progress = job.Progress;
        var state = job.IsRunning ? "running" : job.Result is not null ? "done" : job.IsCancelled ? "cancelled" : "failed";
        return new FitText(state)
        {
            Version = job.Version,
            Stage = progress.Stage,
            Fraction = progress.Fraction,
            Spectra = progress.Spectra,
            Error = state == "failed" ? job.Fault is XanesException fault ? fault.Message : $"unexpected failure: {job.Fault?.Message}" : null,
            Result = job.Result is { } result ? FitResultText.Of(result) : null,
        };
    }
}
