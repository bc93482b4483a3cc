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
        var (measured, used) = (normalised.Measured, normalised.Used);
        text.WriteLine($"# XDI/1.0 Xanes/{ProgramVersion.Text}");
        var columns = Columns(normalised);
        for (var i = 0; i < columns.Count; i++)
        {
            text.WriteLine($"# Column.{i + 1}: {columns[i].Name}{(i == 0 ? " eV" : "")}");
        }

        foreach (var (name, value) in measured.Facts)
        {
            if (!name.StartsWith("Column.", StringComparison.OrdinalIgnoreCase) && name.Split('.') is [{ Length: > 0 }, { Length: > 0 }])
            {
                text.WriteLine($"# {name}: {value.ReplaceLineEndings(" ")}");
            }
        }

        text.WriteLine($"# Xanes.source: {measured.Place.ReplaceLineEndings(" ")}");
        text.WriteLine(FormattableString.Invariant($"# Xanes.e0: {normalised.E0:0.0###} eV"));
        text.WriteLine(FormattableString.Invariant($"# Xanes.edge_step: {normalised.EdgeStep:R}"));
        text.WriteLine(FormattableString.Invariant($"# Xanes.pre_edge: degree {used.PreEdgeDegree}, {used.PreEdgeStart} to {used.PreEdgeEnd} eV, nvict {used.VictoreenExponent}"));
        text.WriteLine(FormattableString.Invariant($"# Xanes.post_edge: degree {used.PostEdgeDegree}, {used.PostEdgeStart} to {used.PostEdgeEnd} eV"));
        text.WriteLine("# ///");
        text.WriteLine("# ---");
        text.WriteLine($"# {string.Join(' ', columns.Select(column => column.Name))}");
        WriteRows(text, normalised, " ");
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
