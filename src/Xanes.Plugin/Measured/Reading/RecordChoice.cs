using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Measured.Reading;

/// <summary>Finds a record by what a user calls it.</summary>
internal static class RecordChoice
{
    private const int MostNames = 12;

    /// <summary>The record with this label, else this group's name, else this 1-based number; else the label but for case.</summary>
    /// <exception cref="InvalidInputException">There is none, or there are several.</exception>
    public static MeasuredRecord Of(IReadOnlyList<MeasuredRecord> records, string name, string path)
    {
        var wanted = name.Trim();
        foreach (var rule in Rules(wanted))
        {
            MeasuredRecord[] found = [.. records.Where(rule)];
            if (found.Length == 1)
            {
                return found[0];
            }

            if (found.Length > 1)
            {
                throw new InvalidInputException(
                    $"{path}: {found.Length} records are called '{wanted}'; name one by its number: {string.Join(", ", found.Select(record => record.Number))}");
            }
        }

        var names = string.Join(", ", records.Take(MostNames).Select(record => $"'{record.Label}'"));
        var more = records.Count > MostNames ? $" and {records.Count - MostNames} more ('xanes measured {path}' lists them)" : "";
        throw new InvalidInputException($"{path}: has no record '{wanted}'; it has {names}{more}");
    }

    private static IEnumerable<Func<MeasuredRecord, bool>> Rules(string wanted)
    {
        yield return record => record.Label == wanted;
        yield return record => record.Group == wanted;
        yield return record => record.Number.ToString(CultureInfo.InvariantCulture) == wanted;
        yield return record => record.Label.Equals(wanted, StringComparison.OrdinalIgnoreCase);
    }
}
