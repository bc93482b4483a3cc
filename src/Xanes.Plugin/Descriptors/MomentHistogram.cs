using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Xanes.Plugin.Descriptors;

/// <summary>Weighted counts spread by a Gaussian: kept as moments by source cell and spread over the bins at the end.</summary>
internal sealed class MomentHistogram : WeightedHistogram
{
    private readonly GaussianKernel _kernel;
    private readonly double _minimum;
    private readonly double _inverseCellWidth;
    private readonly double _cellWidth;
    private readonly int _lastCell;
    private readonly double[] _moments;
    private readonly double[] _sums;
    private bool _isEmpty = true;

    public MomentHistogram(GaussianKernel kernel)
    {
        _kernel = kernel;
        _minimum = kernel.Bins.Minimum;
        _inverseCellWidth = kernel.InverseCellWidth;
        _cellWidth = kernel.CellWidth;
        _lastCell = kernel.Cells - 1;
        _moments = new double[kernel.Cells * GaussianKernel.Moments];
        _sums = new double[kernel.Bins.Count + (2 * kernel.Reach) + 4];
    }

    public override void Add(ReadOnlySpan<double> distances, ReadOnlySpan<double> weights, double factor)
    {
        _isEmpty &= distances.IsEmpty;
        ref var moments = ref MemoryMarshal.GetArrayDataReference(_moments);
        for (var i = 0; i < distances.Length; i++)
        {
            var fromMinimum = distances[i] - _minimum;
            var cell = Math.Min(double.ConvertToIntegerNative<int>(fromMinimum * _inverseCellWidth), _lastCell);
            var offset = fromMinimum - ((cell + 0.5) * _cellWidth);
            var square = offset * offset;
            var first = Vector256.Create(1.0, offset, square, square * offset) * (factor * weights[i]);
            var second = first * (square * square);
            var place = (nuint)(cell * GaussianKernel.Moments);
            (Vector256.LoadUnsafe(ref moments, place) + first).StoreUnsafe(ref moments, place);
            (Vector256.LoadUnsafe(ref moments, place + 4) + second).StoreUnsafe(ref moments, place + 4);
        }
    }

    public override void Write(Span<float> histogram)
    {
        if (_isEmpty)
        {
            histogram.Clear();
            return;
        }

        Array.Clear(_sums);
        for (var cell = 0; cell <= _lastCell; cell++)
        {
            if (_moments[cell * GaussianKernel.Moments] != 0.0)
            {
                SpreadCell(cell);
            }
        }

        _isEmpty = true;
        RoundToSingle(_sums.AsSpan(_kernel.Reach, histogram.Length), histogram);
    }

    private static void RoundToSingle(ReadOnlySpan<double> values, Span<float> rounded)
    {
        var i = 0;
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var target = ref MemoryMarshal.GetReference(rounded);
        for (; i <= values.Length - 8; i += 8)
        {
            Vector256.Narrow(Vector256.LoadUnsafe(ref source, (nuint)i), Vector256.LoadUnsafe(ref source, (nuint)i + 4))
                .StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            rounded[i] = (float)values[i];
        }
    }

    private void SpreadCell(int cell)
    {
        var bin = Math.DivRem(cell, _kernel.CellsPerBin, out var cellInBin);
        var moments = _moments.AsSpan(cell * GaussianKernel.Moments, GaussianKernel.Moments);
        var m0 = Vector256.Create(moments[0]);
        var m1 = Vector256.Create(moments[1]);
        var m2 = Vector256.Create(moments[2]);
        var m3 = Vector256.Create(moments[3]);
        var m4 = Vector256.Create(moments[4]);
        var m5 = Vector256.Create(moments[5]);
        var m6 = Vector256.Create(moments[6]);
        var m7 = Vector256.Create(moments[7]);
        moments.Clear();

        ref var kernel = ref MemoryMarshal.GetReference(_kernel.Of(cellInBin));
        ref var sums = ref _sums[bin];
        var vectors = _kernel.Stride / 4;
        for (var k = 0; k < vectors; k++)
        {
            var even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref kernel), m0, Vector256.LoadUnsafe(ref sums));
            var odd = Vector256.LoadUnsafe(ref kernel, 4) * m1;
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref kernel, 8), m2, even);
            odd = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref kernel, 12), m3, odd);
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref kernel, 16), m4, even);
            odd = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref kernel, 20), m5, odd);
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref kernel, 24), m6, even);
            odd = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref kernel, 28), m7, odd);
            (even + odd).StoreUnsafe(ref sums);
            kernel = ref Unsafe.Add(ref kernel, 4 * GaussianKernel.Moments);
            sums = ref Unsafe.Add(ref sums, 4);
        }
    }
}
