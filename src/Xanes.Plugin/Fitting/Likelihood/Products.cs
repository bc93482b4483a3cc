using System.Numerics.Tensors;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>Scalar products.</summary>
internal static class Products
{
    /// <summary>The scalar product.</summary>
    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other) => TensorPrimitives.Dot(one, other);

    /// <summary>The scalar product with a weight for each term.</summary>
    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += one[i] * other[i] * weights[i];
        }

        return sum;
    }
}
