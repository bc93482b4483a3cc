using Xanes.Interop;

namespace Xanes.Plugin.Measured.Reading.Columns;

/// <summary>Column files: .dat, .csv, .nor, .txt, .xmu and whatever beamlines write.</summary>
internal static class ColumnFile
{
    /// <summary>Reads the one spectrum of a file.</summary>
    /// <exception cref="InvalidInputException">There are no columns of numbers, or it is not known which is which.</exception>
    public static MeasuredSpectrum Read(string text, string path, MeasuredFileOptions options)
    {
        var table = ColumnTable.Parse(text);
        var names = ColumnNames.Find(table.Header, table.Columns, table.Dialect);
        return ColumnSpectrum.Of(table, names, path, new Dictionary<string, string>(), options);
    }
}
