using System.Globalization;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>A normalised spectrum as a file: csv, XDI or JSON.</summary>
internal static class NormalisedFile
{
    /// <summary>Writes the file.</summary>
    public static void Write(OutputTarget target, NormalisedSpectrum normalised)
    {
        using var output = TextOutput.ToFile(target.Path);
        switch (target.Extension)
        {
            case ".json":
                output.Writer.WriteLine(JsonText.Of(json => json.WriteNormalised(normalised)));
                break;
            case ".xdi":
                WriteXdi(output.Writer, normalised);
                break;
            default:
                output.Writer.WriteLine(string.Join(',', Columns(normalised).Select(column => column.Name)));
                WriteRows(output.Writer, normalised, ",");
                break;
        }

        output.Commit();
    }

    private static void WriteXdi(TextWriter text, NormalisedSpectrum normalised)
    {
        string[] columns = [.. Columns(normalised).Select(column => column.Name)];
        foreach (var line in XdiHeader.Lines(columns, [.. MeasuredFields(normalised.Measured), .. NormalisationFields(normalised)], []))
        {
            text.WriteLine(line);
        }

        WriteRows(text, normalised, " ");
    }

    /// <summary>What the measured file says of itself, as far as the format has room for it, and the monochromator that the format requires.</summary>
    private static IEnumerable<(string Name, string Value)> MeasuredFields(MeasuredSpectrum measured)
    {
        foreach (var (name, value) in measured.Facts)
        {
            if (XdiField.IsName(name) && !name.StartsWith("Column.", StringComparison.OrdinalIgnoreCase) && !IsSpacing(name))
            {
                yield return (name, value);
            }
        }

        var given = measured.Facts.FirstOrDefault(fact => IsSpacing(fact.Key)).Value?.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        var spacing = double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number > 0.0
            ? number
            : XdiMonochromator.Nominal(measured.Energies.Span[0]).Spacing;
        yield return (XdiHeader.DSpacing, spacing.ToString("R", CultureInfo.InvariantCulture));
    }

    private static bool IsSpacing(string name) => name.Equals(XdiHeader.DSpacing, StringComparison.OrdinalIgnoreCase);

    private static (string Name, string Value)[] NormalisationFields(NormalisedSpectrum normalised)
    {
        var used = normalised.Used;
        return
        [
            ("Xanes.source", normalised.Measured.Place),
            ("Xanes.e0", FormattableString.Invariant($"{normalised.E0:0.0###} eV")),
            ("Xanes.edge_step", FormattableString.Invariant($"{normalised.EdgeStep:R}")),
            ("Xanes.pre_edge", FormattableString.Invariant(
                $"degree {used.PreEdgeDegree}, {used.PreEdgeStart} to {used.PreEdgeEnd} eV, nvict {used.VictoreenExponent}")),
            ("Xanes.post_edge", FormattableString.Invariant($"degree {used.PostEdgeDegree}, {used.PostEdgeStart} to {used.PostEdgeEnd} eV")),
        ];
    }

    private static List<(string Name, ReadOnlyMemory<double> Values)> Columns(NormalisedSpectrum normalised)
    {
        List<(string, ReadOnlyMemory<double>)> columns =
        [
            ("energy", normalised.Measured.Energies),
            ("mu", normalised.Measured.Absorption),
            ("pre_edge", normalised.PreEdge),
            ("post_edge", normalised.PostEdge),
            ("norm", normalised.Normalised),
            ("flat", normalised.Flattened),
        ];
        if (!normalised.Measured.Reference.IsEmpty)
        {
            columns.Add(("murefer", normalised.Measured.Reference));
        }

        return columns;
    }

    private static void WriteRows(TextWriter text, NormalisedSpectrum normalised, string separator)
    {
        var columns = Columns(normalised);
        for (var point = 0; point < normalised.Measured.Energies.Length; point++)
        {
            text.WriteLine(string.Join(separator, columns.Select(column => column.Values.Span[point].ToString("0.########", CultureInfo.InvariantCulture))));
        }
    }
}
