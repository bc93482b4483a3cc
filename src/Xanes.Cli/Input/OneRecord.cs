using Xanes.Interop;

namespace Xanes.Cli.Input;

/// <summary>Takes a file of measured spectra for the one that it holds or whose record is named.</summary>
internal static class OneRecord
{
    /// <summary>The spectrum.</summary>
    /// <param name="records">What was read.</param>
    /// <param name="address">FILE or FILE:RECORD.</param>
    /// <exception cref="InvalidInputException">There are several records, or the one is at fault.</exception>
    public static MeasuredSpectrum Of(IReadOnlyList<MeasuredRecord> records, string address) =>
        records is [var only]
            ? only.SpectrumOrThrow()
            : throw new InvalidInputException(
                $"{address}: holds {records.Count} records; name one, as '{address}:{records[0].Label}' ('xanes measured {address}' lists them)");
}
