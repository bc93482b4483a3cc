using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Xanes.Plugin.Descriptors;

/// <summary>Weighted counts spread by a Gaussian: kept as moments by source cell and spread over the bins at the end.</summary>
internal sealed class MomentHistogram : WeightedHistogram
{
    private readonly GaussianKernel _kernel;
    private readonly double[] _moments;
    private readonly ulong[] _occupied;
    private readonly double[] _sums;

    public MomentHistogram(GaussianKernel kernel)
    {
        _kernel = kernel;
        _moments = new double[kernel.Cells * GaussianKernel.Moments];
        _occupied = new ulong[(kernel.Cells + 63) / 64];
        _sums = new double[kernel.Bins.Count + (2 * kernel.Reach) + 4];
    }

    public override void Add(double distance, double weight)
    {
        var bins = _kernel.Bins;
        var cell = Math.Min((int)((distance - bins.Minimum) * _kernel.InverseCellWidth), _kernel.Cells - 1);
        var offset = distance - (bins.Minimum + ((cell + 0.5) * _kernel.CellWidth));
        var square = offset * offset;
        var first = Vector256.Create(1.0, offset, square, square * offset) * weight;
        var second = first * (square * square);
        ref var moments = ref MemoryMarshal.GetArrayDataReference(_moments);
        var place = (nuint)(cell * GaussianKernel.Moments);
        (Vector256.LoadUnsafe(ref moments, place) + first).StoreUnsafe(ref moments, place);
        (Vector256.LoadUnsafe(ref moments, place + 4) + second).StoreUnsafe(ref moments, place + 4);
        _occupied[cell >> 6] |= 1UL << (cell & 63);
    }

    public override void Write(Span<float> histogram)
    {
        Array.Clear(_sums);
        for (var word = 0; word < _occupied.Length; word++)
        {
            var bits = _occupied[word];
            _occupied[word] = 0;
            for (; bits != 0; bits &= bits - 1)
            {
                SpreadCell((word << 6) + BitOperations.TrailingZeroCount(bits));
            }
        }

        for (var bin = 0; bin < histogram.Length; bin++)
        {
            histogram[bin] = (float)_sums[bin + _kernel.Reach];
        }
    }

    private void SpreadCell(int cell)
    {
        var moments = _moments.AsSpan(cell * GaussianKernel.Moments, GaussianKernel.Moments);
        var bin = Math.DivRem(cell, _kernel.CellsPerBin, out var cellInBin);
        ref var kernel = ref MemoryMarshal.GetReference(_kernel.Of(cellInBin));
        ref var sums = ref _sums[bin];
        var stride = (nuint)_kernel.Stride;
        for (nuint k = 0; k < stride; k += 4)
        {
            var sum = Vector256.LoadUnsafe(ref sums, k);
            for (var moment = 0; moment < GaussianKernel.Moments; moment++)
            {
                sum += Vector256.LoadUnsafe(ref kernel, ((nuint)moment * stride) + k) * moments[moment];
            }

            sum.StoreUnsafe(ref sums, k);
        }

        moments.Clear();
    }
}
