using MathNet.Numerics;

namespace Xanes.Plugin.Descriptors;

/// <summary>
/// How a count spread by a Gaussian falls on bins. A bin takes the integral of the Gaussian over it, which is a smooth function
/// of the count's distance; so all counts of one narrow source cell act through their moments about the cell's centre, with
/// the Taylor coefficients of that integral as kernels. Source cells are narrow enough for an error below 1e-9 a count, and
/// tails are cut past 5.5 sigma (docs/descriptor.md, 8).
/// </summary>
internal sealed class GaussianKernel
{
    /// <summary>The number of moments kept for each source cell.</summary>
    public const int Moments = 8;

    private const double TailInSigma = 5.5;

    /// <summary>The largest half width of a source cell in units of sigma.</summary>
    private const double LargestReach = 0.18;

    private readonly double[] _table;

    /// <summary>Tabulates the kernels of some bins and a width.</summary>
    /// <param name="bins">The bins that counts fall on.</param>
    /// <param name="sigma">The Gaussian's width in Å.</param>
    public GaussianKernel(UniformBins bins, double sigma)
    {
        Bins = bins;
        CellsPerBin = (int)Math.Ceiling(bins.Width / (2.0 * LargestReach * sigma));
        CellWidth = bins.Width / CellsPerBin;
        InverseCellWidth = CellsPerBin * bins.InverseWidth;
        Reach = (int)Math.Ceiling(TailInSigma * sigma / bins.Width) + 1;
        Stride = ((2 * Reach) + 1 + 3) / 4 * 4;
        _table = new double[CellsPerBin * Moments * Stride];
        for (var cell = 0; cell < CellsPerBin; cell++)
        {
            Tabulate(cell, sigma);
        }
    }

    /// <summary>The bins that counts fall on.</summary>
    public UniformBins Bins { get; }

    /// <summary>The number of source cells in a bin.</summary>
    public int CellsPerBin { get; }

    /// <summary>The number of source cells in all.</summary>
    public int Cells => CellsPerBin * Bins.Count;

    /// <summary>The width of a source cell in Å.</summary>
    public double CellWidth { get; }

    /// <summary>One over the width of a source cell in 1/Å.</summary>
    public double InverseCellWidth { get; }

    /// <summary>How many bins on either side of its own a count reaches.</summary>
    public int Reach { get; }

    /// <summary>The length of one kernel in the table: 2 reach + 1, padded with zeros to whole vectors of four.</summary>
    public int Stride { get; }

    /// <summary>
    /// The kernels of a source cell by its place within its bin: for each moment the share of the bins from
    /// -<see cref="Reach"/> to +<see cref="Reach"/>, in vectors of four bins: [stride / 4, moments, 4].
    /// </summary>
    public ReadOnlySpan<double> Of(int cellInBin) => _table.AsSpan(cellInBin * Moments * Stride, Moments * Stride);

    private void Tabulate(int cell, double sigma)
    {
        var centre = (cell + 0.5) * CellWidth;
        Span<double> lower = stackalloc double[Moments];
        Span<double> upper = stackalloc double[Moments];
        for (var k = 0; k <= 2 * Reach; k++)
        {
            Coefficients((((k - Reach) * Bins.Width) - centre) / sigma, sigma, lower);
            Coefficients((((k - Reach + 1) * Bins.Width) - centre) / sigma, sigma, upper);
            for (var moment = 0; moment < Moments; moment++)
            {
                _table[(((((cell * Stride) + k) / 4 * Moments) + moment) * 4) + (k % 4)] = upper[moment] - lower[moment];
            }
        }
    }

    /// <summary>
    /// Taylor coefficients in the count's distance of the Gaussian's integral up to an edge at z sigma: the cumulative normal
    /// distribution, then -He(m-1)(z) phi(z) / (sigma^m m!) with Hermite polynomials He.
    /// </summary>
    private static void Coefficients(double z, double sigma, Span<double> coefficients)
    {
        coefficients[0] = 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2.0));
        var density = Math.Exp(-0.5 * z * z) / Math.Sqrt(2.0 * Math.PI);
        var hermite = 1.0;
        var hermiteBefore = 0.0;
        var scale = 1.0;
        for (var m = 1; m < coefficients.Length; m++)
        {
            scale /= sigma * m;
            coefficients[m] = -hermite * density * scale;
            var next = (z * hermite) - ((m - 1) * hermiteBefore);
            hermiteBefore = hermite;
            hermite = next;
        }
    }
}
