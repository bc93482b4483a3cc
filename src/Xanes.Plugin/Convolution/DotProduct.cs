using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Xanes.Plugin.Convolution;

/// <summary>Sums of products in one order on every processor, so that code compiled ahead of time and just in time gives the same bits.</summary>
internal static class DotProduct
{
    /// <summary>The sum of the products of two spans of one length.</summary>
    public static float Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var lefts = MemoryMarshal.Cast<float, Vector256<float>>(left);
        var rights = MemoryMarshal.Cast<float, Vector256<float>>(right);
        var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var lane = 0;
        for (; lane + 1 < lefts.Length; lane += 2)
        {
            even += lefts[lane] * rights[lane];
            odd += lefts[lane + 1] * rights[lane + 1];
        }

        if (lane < lefts.Length)
        {
            even += lefts[lane] * rights[lane];
        }

        var sum = Sum(even + odd);
        for (var i = lefts.Length * Vector256<float>.Count; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary>The sum of the products with a span that lies linearly between two others: <c>lower + part (upper - lower)</c>.</summary>
    public static float OfBlended(ReadOnlySpan<float> lower, ReadOnlySpan<float> upper, float part, ReadOnlySpan<float> right)
    {
        var lowers = MemoryMarshal.Cast<float, Vector256<float>>(lower);
        var uppers = MemoryMarshal.Cast<float, Vector256<float>>(upper);
        var rights = MemoryMarshal.Cast<float, Vector256<float>>(right);
        var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var lane = 0;
        for (; lane + 1 < lowers.Length; lane += 2)
        {
            even += (lowers[lane] + (part * (uppers[lane] - lowers[lane]))) * rights[lane];
            odd += (lowers[lane + 1] + (part * (uppers[lane + 1] - lowers[lane + 1]))) * rights[lane + 1];
        }

        if (lane < lowers.Length)
        {
            even += (lowers[lane] + (part * (uppers[lane] - lowers[lane]))) * rights[lane];
        }

        var sum = Sum(even + odd);
        for (var i = lowers.Length * Vector256<float>.Count; i < lower.Length; i++)
        {
            sum += (lower[i] + (part * (upper[i] - lower[i]))) * right[i];
        }

        return sum;
    }

    /// <summary>The span that lies linearly between two others, as <see cref="OfBlended"/> takes it.</summary>
    public static void Blend(ReadOnlySpan<float> lower, ReadOnlySpan<float> upper, float part, Span<float> blended)
    {
        var lowers = MemoryMarshal.Cast<float, Vector256<float>>(lower);
        var uppers = MemoryMarshal.Cast<float, Vector256<float>>(upper);
        var results = MemoryMarshal.Cast<float, Vector256<float>>(blended);
        for (var lane = 0; lane < results.Length; lane++)
        {
            results[lane] = lowers[lane] + (part * (uppers[lane] - lowers[lane]));
        }

        for (var i = results.Length * Vector256<float>.Count; i < blended.Length; i++)
        {
            blended[i] = lower[i] + (part * (upper[i] - lower[i]));
        }
    }

    private static float Sum(Vector256<float> lanes)
    {
        var half = lanes.GetLower() + lanes.GetUpper();
        return half[0] + half[2] + (half[1] + half[3]);
    }
}
