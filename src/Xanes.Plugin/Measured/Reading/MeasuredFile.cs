using Xanes.Interop;
using Xanes.Plugin.Measured.Reading.Athena;
using Xanes.Plugin.Measured.Reading.Columns;
using Xanes.Plugin.Measured.Reading.Xdi;

namespace Xanes.Plugin.Measured.Reading;

/// <summary>
/// Reads measured spectra from XDI (1.0, 1.1), Athena project files (Perl and JSON, compressed or not) and column files. The content
/// tells which it is; the name does not matter.
/// </summary>
public static class MeasuredFile
{
    /// <summary>Reads all records that are spectra.</summary>
    /// <param name="path">The file; with <c>:RECORD</c> behind it only that record, by its label, its group's name or its 1-based number.</param>
    /// <param name="options">What the file does not say itself.</param>
    /// <returns>At least one record; those of a project that cannot be read stand among them with their fault.</returns>
    /// <exception cref="InvalidInputException">There is no such file or record, or it is damaged; the message names the place.</exception>
    public static IReadOnlyList<MeasuredRecord> ReadAll(string path, MeasuredFileOptions? options = null)
    {
        var address = SpectrumAddress.Parse(path);
        var records = ReadFile(address.File, options ?? new MeasuredFileOptions());
        return address.Record is { } record ? [RecordChoice.Of(records, record, address.File)] : records;
    }

    /// <summary>Reads one spectrum.</summary>
    /// <param name="path">As for <see cref="ReadAll"/>; a file with several records needs one named.</param>
    /// <param name="options">What the file does not say itself.</param>
    /// <exception cref="InvalidInputException">As for <see cref="ReadAll"/>, or several records and none named.</exception>
    public static MeasuredSpectrum Read(string path, MeasuredFileOptions? options = null)
    {
        var records = ReadAll(path, options);
        return records is [var only]
            ? only.SpectrumOrThrow()
            : throw new InvalidInputException(
                $"{path}: holds {records.Count} records; name one, as '{path}:{records[0].Label}' or '{path}:1' ('xanes measured {path}' lists them)");
    }

    private static IReadOnlyList<MeasuredRecord> ReadFile(string path, MeasuredFileOptions options)
    {
        try
        {
            var text = FileText.Read(path);
            if (AthenaPerlProject.IsProject(text))
            {
                return AthenaPerlProject.Read(text, path);
            }

            if (AthenaJsonProject.IsProject(text))
            {
                return AthenaJsonProject.Read(text, path);
            }

            var spectrum = XdiFile.IsXdi(text) ? XdiFile.Read(text, path, options) : ColumnFile.Read(text, path, options);
            return [new MeasuredRecord(1, spectrum.Label, "", spectrum, null)];
        }
        catch (InvalidInputException fault) when (!fault.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw fault.At(path);
        }
    }
}
