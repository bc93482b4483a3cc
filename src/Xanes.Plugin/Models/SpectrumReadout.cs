using System.Numerics.Tensors;
using Xanes.Plugin.Convolution;

namespace Xanes.Plugin.Models;

/// <summary>What the members of a model answer becomes a broadened spectrum with its standard deviation.</summary>
internal sealed class SpectrumReadout
{
    private readonly int _members;
    private readonly SpectrumConvolution? _convolution;
    private readonly float _factor;
    private readonly float[] _floor;

    /// <summary>Computes what all spectra of one broadening share.</summary>
    /// <param name="members">The number of members, K.</param>
    /// <param name="convolution">What broadens; null where the members' answers are the spectra.</param>
    /// <param name="uncertainty">How the standard deviation comes about; null for none.</param>
    public SpectrumReadout(int members, SpectrumConvolution? convolution, SpectrumUncertainty? uncertainty)
    {
        _members = members;
        _convolution = convolution;
        _factor = (float)(uncertainty?.Factor ?? 0.0);
        var share = uncertainty is null ? 0.0 : uncertainty.Factor * uncertainty.Floor;
        _floor = uncertainty is null ? [] : [.. uncertainty.Residuals.Variance(convolution).Select(variance => (float)(share * share * variance))];
    }

    /// <summary>Reads one row.</summary>
    /// <param name="answers">[K, rows, J], J = energies, and the cut-off where spectra are broadened.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="row">Which.</param>
    /// <param name="scratch">Room for J + 2 m values.</param>
    /// <param name="intensities">Takes the spectrum, [m].</param>
    /// <param name="deviation">Takes its standard deviation, [m]; empty where it is not wanted.</param>
    public void Read(
        ReadOnlySpan<float> answers, int rows, int row, Span<float> scratch, Span<float> intensities, Span<float> deviation)
    {
        var length = answers.Length / rows / _members;
        var points = intensities.Length;
        var mean = scratch[..length];
        Answer(answers, rows, row, 0, length).CopyTo(mean);
        for (var member = 1; member < _members; member++)
        {
            TensorPrimitives.Add(mean, Answer(answers, rows, row, member, length), mean);
        }

        if (_members > 1)
        {
            TensorPrimitives.Multiply(mean, 1.0f / _members, mean);
        }

        var cutOff = mean[^1];
        Broaden(mean, cutOff, intensities);
        if (deviation.IsEmpty)
        {
            return;
        }

        deviation.Clear();
        if (_members > 1)
        {
            // The members' deviations from their mean add up to nothing, so the last one's follows from the others'.
            var one = scratch.Slice(length, points);
            var rest = scratch.Slice(length + points, points);
            rest.Clear();
            for (var member = 0; member < _members - 1; member++)
            {
                Broaden(Answer(answers, rows, row, member, length), cutOff, one);
                TensorPrimitives.Subtract(one, intensities, one);
                TensorPrimitives.Add(rest, one, rest);
                TensorPrimitives.MultiplyAdd(one, one, deviation, deviation);
            }

            TensorPrimitives.MultiplyAdd(rest, rest, deviation, deviation);
            TensorPrimitives.Multiply(deviation, _factor * _factor / _members, deviation);
        }

        TensorPrimitives.Add(deviation, _floor, deviation);
        TensorPrimitives.Sqrt(deviation, deviation);
    }

    private static ReadOnlySpan<float> Answer(ReadOnlySpan<float> answers, int rows, int row, int member, int length) =>
        answers.Slice(((member * rows) + row) * length, length);

    private void Broaden(ReadOnlySpan<float> answer, float cutOff, Span<float> spectrum)
    {
        if (_convolution is null)
        {
            answer.CopyTo(spectrum);
        }
        else
        {
            _convolution.Apply(answer[..^1], cutOff, spectrum);
        }
    }
}
