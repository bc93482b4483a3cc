using NUnit.Framework;
using Xanes.Plugin.Convolution;

namespace Xanes.Plugin.Tests.Convolution;

public sealed class NarrowAxisTests
{
    // Silver, iron and copper with the grids of their protocols; and a grid too coarse for its core hole.
    [TestCase(6.75, 0.5, 2.0)]
    [TestCase(1.25, 0.2, 0.8)]
    [TestCase(1.55, 0.25, 1.0)]
    [TestCase(1.25, 0.5, 1.25)]
    public void Spectra_of_any_edge_are_learned_no_wider_than_their_core_hole(double coreHoleWidth, double step, double width)
    {
        double[] grid = [.. Enumerable.Range(0, 50).Select(point => -5.0 + (point * step)), 50.0, 52.0];

        Assert.That(NarrowAxis.WidthFor(coreHoleWidth, grid), Is.EqualTo(width).Within(1e-9));
    }
}
