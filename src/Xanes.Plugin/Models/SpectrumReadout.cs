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

    /// <summary>How many values a row's reading needs room for.</summary>
    /// <param name="members">The number of members, K.</param>
    /// <param name="answer">The length of a member's answer, J.</param>
    /// <param name="points">The number of energies, m.</param>
    public static int ScratchLength(int members, int answer, int points) => (members * (answer + points)) + points;

    /// <summary>Reads one row.</summary>
    /// <param name="answers">[K, rows, J], J = energies, and the cut-off where spectra are broadened.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="row">Which.</param>
    /// <param name="scratch">Room for <see cref="ScratchLength"/> values.</param>
    /// <param name="intensities">Takes the spectrum, [m].</param>
    /// <param name="deviation">Takes its standard deviation, [m]; empty where it is not wanted.</param>
    public void Read(
        ReadOnlySpan<float> answers, int rows, int row, Span<float> scratch, Span<float> intensities, Span<float> deviation)
    {
        var length = answers.Length / rows / _members;
        var points = intensities.Length;

        // The members' deviations from their mean add up to nothing, so the last one's follows from the others'.
        var wanted = deviation.IsEmpty ? 1 : _members;
        var narrows = scratch[..(wanted * length)];
        var mean = narrows[..length];
        Answer(answers, rows, row, 0, length).CopyTo(mean);
        for (var member = 1; member < _members; member++)
        {
            var answer = Answer(answers, rows, row, member - 1, length);
            TensorPrimitives.Add(mean, Answer(answers, rows, row, member, length), mean);
            if (member < wanted)
            {
                answer.CopyTo(narrows.Slice(member * length, length));
            }
        }

        if (_members > 1)
        {
            TensorPrimitives.Multiply(mean, 1.0f / _members, mean);
        }

        if (wanted == 1)
        {
            BroadenAll(narrows, length, intensities);
            deviation.Clear();
        }
        else
        {
            var spectra = scratch.Slice(_members * length, _members * points);
            BroadenAll(narrows, length, spectra);
            spectra[..points].CopyTo(intensities);
            Variance(spectra, scratch.Slice(_members * (length + points), points), deviation);
        }

        if (!deviation.IsEmpty)
        {
            TensorPrimitives.Add(deviation, _floor, deviation);
            TensorPrimitives.Sqrt(deviation, deviation);
        }
    }

    private static ReadOnlySpan<float> Answer(ReadOnlySpan<float> answers, int rows, int row, int member, int length) =>
        answers.Slice(((member * rows) + row) * length, length);

    /// <summary>Broadens the answers to [k, m]; their first, the mean, gives the cut-off for all.</summary>
    private void BroadenAll(ReadOnlySpan<float> answers, int length, Span<float> spectra)
    {
        if (_convolution is null)
        {
            answers.CopyTo(spectra);
        }
        else if (answers.Length == length)
        {
            _convolution.Apply(answers[..^1], answers[^1], spectra);
        }
        else
        {
            _convolution.ApplyAll(answers, length, answers[length - 1], spectra);
        }
    }

    /// <summary>The variance of the members times the square of the factor, from the mean and all members but the last, [K, m].</summary>
    private void Variance(Span<float> spectra, Span<float> rest, Span<float> variance)
    {
        var points = variance.Length;
        variance.Clear();
        rest.Clear();
        for (var member = 1; member < _members; member++)
        {
            var one = spectra.Slice(member * points, points);
            TensorPrimitives.Subtract(one, spectra[..points], one);
            TensorPrimitives.Add(rest, one, rest);
            TensorPrimitives.MultiplyAdd(one, one, variance, variance);
        }

        TensorPrimitives.MultiplyAdd(rest, rest, variance, variance);
        TensorPrimitives.Multiply(variance, _factor * _factor / _members, variance);
    }
}
