using Xanes.Interop;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>Spectra that a model predicts narrow and that are convolved to each set of widths; the cut-off stands behind each of them.</summary>
internal sealed class NarrowSpectra : IBroadenedSpectra
{
    private readonly BroadeningNodes _nodes;
    private readonly SpectrumConvolution[] _convolutions;

    /// <summary>Prepares the convolutions.</summary>
    /// <param name="model">The model.</param>
    /// <param name="axis">The narrow spectra that it gives.</param>
    /// <param name="options">Which widths vary.</param>
    /// <exception cref="InvalidInputException">A width is out of range.</exception>
    public NarrowSpectra(SpectrumModel model, NarrowAxis axis, FitOptions options)
    {
        var own = model.Info.Broadening!;
        Model = model.NarrowAnswers();
        OwnCoreHoleWidth = own.CoreHoleWidth;
        _nodes = new BroadeningNodes(own.CoreHoleWidth, options.CoreHoleWidth, options.Resolution);
        var energies = model.Info.Energies.ToArray();
        _convolutions = [.. _nodes.All.Select(node => new SpectrumConvolution(
            axis, energies, own with { CoreHoleWidth = node.CoreHole, Resolution = Taken(node.Resolution) }))];
    }

    /// <inheritdoc/>
    public ISpectrumModel Model { get; }

    /// <inheritdoc/>
    public double OwnCoreHoleWidth { get; }

    /// <inheritdoc/>
    public void Broaden(ReadOnlySpan<double> answer, double coreHole, double resolution, Span<double> spectrum)
    {
        Span<float> narrow = stackalloc float[answer.Length - 1];
        Span<float> one = stackalloc float[spectrum.Length];
        Span<int> nodes = stackalloc int[4];
        Span<double> weights = stackalloc double[4];
        for (var i = 0; i < narrow.Length; i++)
        {
            narrow[i] = (float)answer[i];
        }

        spectrum.Clear();
        var count = _nodes.Around(coreHole, resolution, nodes, weights);
        for (var node = 0; node < count; node++)
        {
            _convolutions[nodes[node]].Apply(narrow, answer[^1], one);
            for (var i = 0; i < spectrum.Length; i++)
            {
                spectrum[i] += weights[node] * one[i];
            }
        }
    }

    /// <summary>The convolution at the middle of the widths.</summary>
    public SpectrumConvolution Middle => _convolutions[_convolutions.Length / 2];

    /// <summary>A resolution too fine to be computed counts as none.</summary>
    private static double Taken(double resolution) => resolution < Broadening.SmallestResolution ? 0.0 : resolution;
}
