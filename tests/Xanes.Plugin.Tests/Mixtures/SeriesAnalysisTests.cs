using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Mixtures;

namespace Xanes.Plugin.Tests.Mixtures;

/// <summary>Series that are made of a known number of spectra, with noise.</summary>
internal sealed class SeriesAnalysisTests
{
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void The_number_of_components_is_the_number_of_spectra_that_were_mixed(int count)
    {
        var result = SeriesAnalysis.Run(Series(count, spectra: 16, noise: 0.002));

        Assert.That(result.SuggestedByIndicator, Is.EqualTo(count));
        Assert.That(result.SuggestedByScree, Is.EqualTo(count));
        Assert.That(result.RealError.Span[count - 1], Is.EqualTo(0.002).Within(0.0003), "what is left is the noise");
    }

    [Test]
    public void Scores_times_components_are_the_spectra_and_components_are_at_right_angles()
    {
        var series = Series(3, spectra: 6, noise: 0.01);

        var result = SeriesAnalysis.Run(series);

        var (count, points) = (series.Count, result.PhotonEnergies.Length);
        for (var spectrum = 0; spectrum < count; spectrum++)
        {
            for (var point = 0; point < points; point += 13)
            {
                var sum = Enumerable.Range(0, count).Sum(i => result.Scores.Span[(spectrum * count) + i] * result.Components.Span[(i * points) + point]);
                Assert.That(sum, Is.EqualTo(series[spectrum].Absorption.Span[point]).Within(1e-9));
            }
        }

        for (var one = 0; one < count; one++)
        {
            for (var other = 0; other <= one; other++)
            {
                var product = Enumerable.Range(0, points).Sum(i => result.Components.Span[(one * points) + i] * result.Components.Span[(other * points) + i]);
                Assert.That(product, Is.EqualTo(one == other ? 1.0 : 0.0).Within(1e-9));
            }
        }

        var square = series.Sum(spectrum => spectrum.Absorption.ToArray().Sum(value => value * value));
        Assert.That(result.Eigenvalues.ToArray().Sum(), Is.EqualTo(square).Within(1e-9 * square), "the trace");
    }

    [Test]
    public void Too_few_spectra_are_refused() =>
        Assert.That(() => SeriesAnalysis.Run(Series(2, spectra: 2, noise: 0.0)), Throws.InstanceOf<InvalidInputException>().With.Message.Contains("3 to 500"));

    private static List<NamedSpectrum> Series(int components, int spectra, double noise)
    {
        var random = new Random(components);
        var standards = Enumerable.Range(0, components).Select(i => MixtureFitTests.Standard(7 * i)).ToArray();
        var series = new List<NamedSpectrum>();
        for (var spectrum = 0; spectrum < spectra; spectrum++)
        {
            var fractions = standards.Select(_ => random.NextDouble()).ToArray();
            var values = new double[standards[0].Absorption.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = standards.Zip(fractions, (standard, fraction) => fraction * standard.Absorption.Span[i]).Sum() / fractions.Sum()
                    + (noise * Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble()));
            }

            series.Add(new NamedSpectrum($"spectrum {spectrum}", standards[0].PhotonEnergies, values));
        }

        return series;
    }
}
