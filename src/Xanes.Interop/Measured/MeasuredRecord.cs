namespace Xanes.Interop;

/// <summary>One record of a file: the spectrum, or the fault that kept it from being read.</summary>
/// <param name="Number">Its 1-based number in the file.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Group">Its name within an Athena project; empty elsewhere.</param>
/// <param name="Spectrum">The spectrum; null where it is at fault.</param>
/// <param name="Fault">What is wrong with it; null where it was read.</param>
public sealed record MeasuredRecord(int Number, string Label, string Group, MeasuredSpectrum? Spectrum, InvalidInputException? Fault)
{
    /// <summary>The spectrum.</summary>
    /// <exception cref="InvalidInputException">It is at fault.</exception>
    public MeasuredSpectrum SpectrumOrThrow() => Spectrum ?? throw Fault!;
}
