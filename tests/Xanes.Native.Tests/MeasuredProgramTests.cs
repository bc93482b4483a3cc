using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Comparison;
using Xanes.Plugin.Measured.Normalisation;
using Xanes.Plugin.Measured.Reading;
using Xanes.Plugin.Measured.Treatment;

namespace Xanes.Native.Tests;

public sealed class MeasuredProgramTests
{
    [Test]
    public async Task A_C_program_reads_normalises_aligns_and_compares_as_CSharp_does()
    {
        var project = Path.Combine(NativeLibraryBuild.Root, "tests", "data", "measured", "ag.prj");
        string[] records = [$"{project}:Ag foil", $"{project}:Ag oxide"];
        var result = await Cli.Wrap(NativeLibraryBuild.Program("measured"))
            .WithArguments(records)
            .WithEnvironmentVariables(environment => environment.Set("LD_LIBRARY_PATH", NativeLibraryBuild.Library))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((0, "")));
        double[] printed =
        [
            .. result.StandardOutput.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => double.Parse(word, CultureInfo.InvariantCulture)),
        ];
        Assert.That(printed, Is.EqualTo(Managed(MeasuredFile.Read(records[0]), MeasuredFile.Read(records[1]))).Within(1e-6).Percent);
    }

    /// <summary>The numbers that the program prints.</summary>
    private static double[] Managed(MeasuredSpectrum foil, MeasuredSpectrum oxide)
    {
        var alignment = EdgeAlignment.Find(oxide, foil);
        var normalised = PreEdge.Normalise(foil, new NormalisationOptions { PostEdgeDegree = 1 });
        double[] axis = [.. Enumerable.Range(0, 121).Select(point => 25500.0 + (0.5 * point))];
        var comparison = new SpectrumComparison(normalised, axis, 25514.0, new ComparisonOptions { Background = true });
        var agreements = Enumerable.Range(0, 3).Select(copy =>
            comparison.Fit(Array.ConvertAll(axis, energy => (float)(0.5 + (Math.Atan((energy - 25514.0 - (2.0 * copy)) / 3.0) / Math.PI)))));
        return
        [
            alignment.Shift, alignment.Correlation, normalised.E0, normalised.EdgeStep,
            .. agreements.SelectMany(agreement => new[] { agreement.MeanSquareError, agreement.Shift, agreement.Amplitude }),
        ];
    }
}
