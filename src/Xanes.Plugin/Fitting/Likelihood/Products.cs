using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>Scalar products, summed in one order on every processor, so that code compiled ahead of time and just in time gives the same bits.</summary>
internal static class Products
{
    /// <summary>The scalar product of two spans of one length.</summary>
    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var ones = MemoryMarshal.Cast<double, Vector256<double>>(one);
        var others = MemoryMarshal.Cast<double, Vector256<double>>(other);
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var lane = 0;
        for (; lane + 1 < ones.Length; lane += 2)
        {
            even += ones[lane] * others[lane];
            odd += ones[lane + 1] * others[lane + 1];
        }

        if (lane < ones.Length)
        {
            even += ones[lane] * others[lane];
        }

        var lanes = even + odd;
        var sum = lanes[0] + lanes[2] + (lanes[1] + lanes[3]);
        for (var i = ones.Length * Vector256<double>.Count; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }

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
