using System.Globalization;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>A ranking as a file: csv or JSON.</summary>
internal static class ComparisonFile
{
    private const string Head =
        "rank,structure,frame,absorbers,mse,r_factor,correlation,shift,amplitude,offset,slope,mse_uncertainty,as_good_as_best,inside_domain,domain_distance,core_hole_width";

    /// <summary>Writes the file.</summary>
    public static void Write(OutputTarget target, ComparisonResult result, ModelInfo model, ComparisonOptions options)
    {
        using var output = TextOutput.ToFile(target.Path);
        if (target.Extension == ".json")
        {
            output.Writer.WriteLine(JsonText.Of(json => json.WriteComparison(result, model, options)));
        }
        else
        {
            output.Writer.WriteLine(Head);
            for (var rank = 0; rank < result.Best.Count; rank++)
            {
                output.Writer.WriteLine(Line(rank + 1, result.Best[rank]));
            }
        }

        output.Commit();
    }

    private static string Line(int rank, ComparedStructure candidate)
    {
        var (label, agreement) = (((FrameCandidate)candidate.Candidate).Label, candidate.Agreement);
        return string.Join(
            ',',
            rank.ToString(CultureInfo.InvariantCulture),
            CsvText.Field(label.Source),
            label.Frame.ToString(CultureInfo.InvariantCulture),
            string.Join(' ', label.Absorbers),
            CsvText.Field(agreement.MeanSquareError),
            CsvText.Field(agreement.RFactor),
            CsvText.Field(agreement.Correlation),
            CsvText.Field(agreement.Shift),
            CsvText.Field(agreement.Amplitude),
            CsvText.Field(agreement.Offset),
            CsvText.Field(agreement.Slope),
            double.IsNaN(agreement.Uncertainty) ? "" : CsvText.Field(agreement.Uncertainty),
            candidate.AsGoodAsBest ? "1" : "0",
            candidate.Domain.IsInside ? "1" : "0",
            CsvText.Field(candidate.Domain.Distance),
            candidate.CoreHoleWidth is { } width ? CsvText.Field(width) : "");
    }
}
