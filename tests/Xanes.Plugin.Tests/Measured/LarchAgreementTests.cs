using System.Text.Json;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Measured.Normalisation;
using Xanes.Plugin.Measured.Reading;

namespace Xanes.Plugin.Tests.Measured;

/// <summary>Edges and normalised spectra beside what Larch's pre_edge makes of the same files (tests/data/measured/larch.json).</summary>
public class LarchAgreementTests
{
    private const double Tolerance = 1e-6;

    [TestCaseSource(nameof(Recorded))]
    public void A_spectrum_is_normalised_as_Larch_does(string spectrum, string options, string recorded)
    {
        using var document = JsonDocument.Parse(recorded);
        var larch = document.RootElement;

        var normalised = PreEdge.Normalise(MeasuredFile.Read(MeasuredFiles.Path(spectrum)), Options(options));

        Assert.Multiple(() =>
        {
            Assert.That(normalised.E0, Is.EqualTo(Number(larch, "e0")).Within(1e-9), "e0");
            Assert.That(normalised.EdgeStep, Is.EqualTo(Number(larch, "edge_step")).Within(Tolerance * Number(larch, "edge_step")), "edge step");
            Assert.That(normalised.Used.PreEdgeStart, Is.EqualTo(Number(larch, "pre1")).Within(1e-6));
            Assert.That(normalised.Used.PreEdgeEnd, Is.EqualTo(Number(larch, "pre2")).Within(1e-6));
            Assert.That(normalised.Used.PostEdgeStart, Is.EqualTo(Number(larch, "norm1")).Within(1e-6));
            Assert.That(normalised.Used.PostEdgeEnd, Is.EqualTo(Number(larch, "norm2")).Within(1e-6));
            Assert.That(normalised.Used.PostEdgeDegree, Is.EqualTo(Number(larch, "nnorm")));
            Assert.That(EveryNinth(normalised.Normalised), Is.EqualTo(Numbers(larch, "norm")).Within(Tolerance), "normalised");
            Assert.That(EveryNinth(normalised.Flattened), Is.EqualTo(Numbers(larch, "flat")).Within(Tolerance), "flattened");
        });
    }

    private static IEnumerable<TestCaseData> Recorded()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(TestFiles.InTree("tests/data/measured/larch.json")));
        foreach (var record in document.RootElement.EnumerateArray())
        {
            yield return new TestCaseData(record.GetProperty("spectrum").GetString(), record.GetProperty("options").GetRawText(), record.GetRawText())
                .SetArgDisplayNames(record.GetProperty("spectrum").GetString()!, record.GetProperty("options").GetRawText());
        }
    }

    private static NormalisationOptions Options(string json)
    {
        using var document = JsonDocument.Parse(json);
        var given = document.RootElement;
        double? Given(string name) => given.TryGetProperty(name, out var value) ? value.GetDouble() : null;
        return new NormalisationOptions
        {
            E0 = Given("e0"),
            PreEdgeStart = Given("pre1"),
            PreEdgeEnd = Given("pre2"),
            PreEdgeDegree = (int)(Given("npre") ?? 1),
            VictoreenExponent = (int)(Given("nvict") ?? 0),
            PostEdgeStart = Given("norm1"),
            PostEdgeEnd = Given("norm2"),
            PostEdgeDegree = (int?)Given("nnorm"),
        };
    }

    private static double[] EveryNinth(ReadOnlyMemory<double> values) => [.. values.ToArray().Where((_, i) => i % 9 == 0)];

    private static double Number(JsonElement record, string name) => record.GetProperty(name).GetDouble();

    private static double[] Numbers(JsonElement record, string name) => [.. record.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
