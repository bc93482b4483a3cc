using Xanes.Interop;

namespace Xanes.Plugin.Measured.Reading.Athena;

/// <summary>Athena project files of Ifeffit's and Demeter's time: assignments of Perl arrays, a record each.</summary>
internal static class AthenaPerlProject
{
    private const string Signature = "Athena project file -- ";

    /// <summary>Whether a text is such a project.</summary>
    public static bool IsProject(string text) =>
        text.StartsWith('#') && text.AsSpan(0, Math.Min(text.Length, 500)).Contains(Signature, StringComparison.Ordinal);

    /// <summary>Reads the records.</summary>
    /// <exception cref="InvalidInputException">The text is damaged or holds no record.</exception>
    public static IReadOnlyList<MeasuredRecord> Read(string text, string path)
    {
        var records = new List<AthenaRecord>();
        var current = new AthenaRecord();
        foreach (var statement in new PerlText(text).Statements())
        {
            if (statement.Name == PerlStatement.RecordEnd)
            {
                records.Add(current);
                current = new AthenaRecord();
            }
            else
            {
                Take(current, statement);
            }
        }

        return AthenaRecords.ToMeasured(records, path);
    }

    private static void Take(AthenaRecord record, PerlStatement statement)
    {
        switch (statement)
        {
            case { Name: "old_group", Value: string group }:
                record.Group = OneLine.Of(group);
                break;
            case { Name: "args", Value: List<object?> args }:
                for (var i = 0; i + 1 < args.Count; i += 2)
                {
                    if (args[i] is string key && args[i + 1] is string value)
                    {
                        record.Parameters[key] = value;
                    }
                }

                break;
            case { Name: "x", Value: List<object?> x }:
                record.X = Numbers(x, statement);
                break;
            case { Name: "y", Value: List<object?> y }:
                record.Y = Numbers(y, statement);
                break;
        }
    }

    private static double[] Numbers(List<object?> values, PerlStatement statement)
    {
        var numbers = new double[values.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (values[i] is string text && AthenaNumber.TryParse(text, out var number))
            {
                numbers[i] = number;
            }
            else if (values[i] is null)
            {
                numbers[i] = double.NaN;
            }
            else
            {
                throw new InvalidInputException($"line {statement.Line}: value {i} of @{statement.Name}, '{OneLine.Of($"{values[i]}")}', is not a number; the file is damaged");
            }
        }

        return numbers;
    }
}
