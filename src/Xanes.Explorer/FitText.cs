using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>A fit, as the page reads it.</summary>
/// <param name="State">none, running, done, cancelled or failed.</param>
internal sealed record FitText(string State)
{
    private sealed record Parameter(string Name, string Unit, double Best, double Median, double Low, double High, bool IsDerived);

    public int Version { get; private init; }

    public string? Stage { get; private init; }

    public double Fraction { get; private init; }

    public long Spectra { get; private init; }

    public string? Error { get; private init; }

    public object? Result { get; private init; }

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
            Result = job.Result is { } result ? Told(result) : null,
        };
    }

    private static object Told(FitResult result) => new
    {
        Parameters = result.Parameters.Select(parameter => new Parameter(
            parameter.Name, parameter.Unit, parameter.Best, parameter.Median, parameter.Interval90.Lower, parameter.Interval90.Upper, parameter.IsDerived)),
        result.Warnings,
        result.Curve.MeanSquareError,
        Seconds = result.Elapsed.TotalSeconds,
        Best = result.Curve.Best.ToArray(),
        Lower = result.Curve.Lower.ToArray(),
        Upper = result.Curve.Upper.ToArray(),
    };
}
