using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>A measured file that is explored, and which of its records is shown.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Records">Its records.</param>
/// <param name="Record">The place of the shown one among them.</param>
/// <param name="Target">The shown one, normalised.</param>
internal sealed record OpenMeasurement(string Name, IReadOnlyList<MeasuredRecord> Records, int Record, FitTarget Target)
{
    /// <summary>Reads a file; of several records the first that is a spectrum is shown.</summary>
    /// <param name="request">How it is read and normalised.</param>
    /// <param name="address">FILE or FILE:RECORD.</param>
    /// <exception cref="InvalidInputException">No record of it can be used.</exception>
    public static OpenMeasurement Read(ExplorerRequest request, string address)
    {
        var records = request.Plugin.ReadMeasured(address, request.Reading);
        var first = Math.Max(0, records.TakeWhile(record => record.Spectrum is null).Count() % records.Count);
        return Of(request, Path.GetFileName(address), records, first);
    }

    /// <summary>The same file with another record.</summary>
    /// <exception cref="InvalidInputException">There is none, or it cannot be used.</exception>
    public OpenMeasurement Choose(ExplorerRequest request, int record) => (uint)record < (uint)Records.Count
        ? Of(request, Name, Records, record)
        : throw new InvalidInputException($"{Name}: has {Records.Count} records; there is no record {record}");

    private static OpenMeasurement Of(ExplorerRequest request, string name, IReadOnlyList<MeasuredRecord> records, int record)
    {
        var spectrum = request.Plugin.Normalise(request.Plugin.Treat(records[record].SpectrumOrThrow(), request.Treatment), request.Normalisation);
        return new OpenMeasurement(
            name,
            records,
            record,
            new FitTarget(spectrum.Measured.Energies, spectrum.Flattened, request.Noise is { } deviation ? new[] { deviation } : default));
    }
}
