using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Measured.Reading.Athena;

/// <summary>Makes measured spectra of a project's records, each with the reference that it names.</summary>
internal static class AthenaRecords
{
    /// <summary>The least distance in eV that two energies of the same scan may have.</summary>
    private const double SameEnergy = 1e-3;

    /// <summary>The records, those that are no spectra with the reason.</summary>
    /// <exception cref="InvalidInputException">There is no record.</exception>
    public static IReadOnlyList<MeasuredRecord> ToMeasured(IReadOnlyList<AthenaRecord> records, string path)
    {
        if (records.Count == 0)
        {
            throw new InvalidInputException("holds no record; save the project again with its data");
        }

        var byGroup = records.GroupBy(record => record.Group).ToDictionary(group => group.Key, group => group.First());
        return [.. records.Select((record, index) => Convert(record, index + 1, byGroup, path))];
    }

    private static MeasuredRecord Convert(AthenaRecord record, int number, Dictionary<string, AthenaRecord> byGroup, string path)
    {
        try
        {
            Check(record);
            var shift = record.Number("bkg_eshift");
            var spectrum = MeasuredSpectrum.FromPoints(
                path, record.Label, Array.ConvertAll(record.X, x => x + shift), record.Y, ReferenceOf(record, byGroup), Facts(record, shift));
            return new MeasuredRecord(number, record.Label, record.Group, spectrum, null);
        }
        catch (InvalidInputException fault)
        {
            var place = $"{path}:{record.Label}";
            var named = fault.Message.StartsWith(place, StringComparison.Ordinal) ? fault : fault.At(place);
            return new MeasuredRecord(number, record.Label, record.Group, null, named);
        }
    }

    private static void Check(AthenaRecord record)
    {
        if (record.Is("is_chi") || record.Parameter("recordtype") == "chi(k)")
        {
            throw new InvalidInputException("is chi(k), not a spectrum; give a record with mu(E)");
        }

        if (record.Is("is_pixel"))
        {
            throw new InvalidInputException("is on detector pixels, not energies; calibrate it in Athena first");
        }

        if (record.X.Length == 0 || record.X.Length != record.Y.Length)
        {
            throw new InvalidInputException($"has {record.X.Length} energies and {record.Y.Length} values of absorption; the record is damaged");
        }
    }

    /// <summary>The absorption of the reference record where it is of the same scan: point by point the same energies.</summary>
    private static double[] ReferenceOf(AthenaRecord record, Dictionary<string, AthenaRecord> byGroup)
    {
        var isReference = record.Label.StartsWith("Ref ", StringComparison.Ordinal) || record.Is("is_ref");
        if (isReference || !byGroup.TryGetValue(record.Parameter("reference"), out var reference) || reference.X.Length != record.X.Length
            || reference.Y.Length != record.X.Length)
        {
            return [];
        }

        var isSameScan = record.X.Zip(reference.X).All(pair => Math.Abs(pair.First - pair.Second) < SameEnergy);
        return isSameScan ? reference.Y : [];
    }

    private static Dictionary<string, string> Facts(AthenaRecord record, double shift)
    {
        var facts = new Dictionary<string, string> { ["Sample.name"] = record.Label, ["Athena.group"] = record.Group };
        Add("Element.symbol", record.Parameter("bkg_z"));
        Add("Element.edge", record.Parameter("fft_edge").ToUpperInvariant());
        Add("Athena.file", record.Parameter("file"));
        if (shift != 0.0)
        {
            facts["Athena.energy_shift"] = shift.ToString(CultureInfo.InvariantCulture);
        }

        return facts;

        void Add(string key, string value)
        {
            if (value.Trim().Length > 0 && !value.StartsWith('@'))
            {
                facts[key] = value.Trim();
            }
        }
    }
}
