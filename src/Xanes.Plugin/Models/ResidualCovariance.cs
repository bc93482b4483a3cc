using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Convolution;

namespace Xanes.Plugin.Models;

/// <summary>
/// How a model's errors on spectra that it was not fitted to vary together from energy to energy: a few principal components and the
/// rest of each energy's own variance. At the width that the model predicts at, so that it follows through any broadening.
/// </summary>
public sealed class ResidualCovariance
{
    /// <summary>The file in the model's folder: float32 [1 + q, m], the rest's standard deviation, then the components.</summary>
    public const string FileName = "residuals.npy";

    private readonly float[] _values;

    private ResidualCovariance(float[] values, int points)
    {
        _values = values;
        Points = points;
    }

    /// <summary>The number of energies, m.</summary>
    public int Points { get; }

    /// <summary>The number of components, q.</summary>
    public int Components => (_values.Length / Points) - 1;

    /// <summary>The standard deviation of what the components leave, [m], in edge steps.</summary>
    public ReadOnlySpan<float> Rest => _values.AsSpan(0, Points);

    /// <summary>A component, [m], in edge steps: covariance = sum of the components' outer products + the rest's squares on the diagonal.</summary>
    public ReadOnlySpan<float> Component(int number) => _values.AsSpan((1 + number) * Points, Points);

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidInputException">It is missing, damaged, or has another number of energies.</exception>
    public static ResidualCovariance Read(string path, int points)
    {
        var array = NpyFile.Read<float>(path);
        return array.Shape is [>= 1, var columns] && columns == points
            ? new ResidualCovariance(array.Values, points)
            : throw new InvalidInputException($"{path}: is {array.ShapeText}, not [1 + components, {points}]; install the model again");
    }

    /// <summary>The variance at each output energy, [m].</summary>
    /// <param name="convolution">What broadens the spectra; null leaves them as they are.</param>
    public double[] Variance(SpectrumConvolution? convolution)
    {
        var node = convolution is null ? 0 : convolution.CutOffs.Length / 2;
        var outputs = convolution?.OffsetAt(node).Length ?? Points;
        var variance = new double[outputs];
        for (var output = 0; output < outputs; output++)
        {
            var row = convolution is null ? default : convolution.MatrixAt(node).Slice(output * Points, Points);
            for (var point = 0; point < Points; point++)
            {
                var rest = (row.IsEmpty ? (point == output ? 1.0 : 0.0) : row[point]) * Rest[point];
                variance[output] += rest * rest;
            }

            for (var number = 0; number < Components; number++)
            {
                var component = row.IsEmpty ? Component(number)[output] : DotProduct.Of(row, Component(number));
                variance[output] += component * (double)component;
            }
        }

        return variance;
    }
}
