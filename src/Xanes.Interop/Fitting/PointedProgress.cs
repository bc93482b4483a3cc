namespace Xanes.Interop;

/// <summary>Writes how far a fit is to where another program looks.</summary>
/// <param name="fraction">Takes the share that is done, a float64; it must stay valid and in place while the fit runs. 0 for none.</param>
public sealed unsafe class PointedProgress(nint fraction) : IProgress<FitProgress>
{
    /// <inheritdoc/>
    public void Report(FitProgress value)
    {
        if (fraction != 0)
        {
            Volatile.Write(ref *(double*)fraction, value.Fraction);
        }
    }
}
