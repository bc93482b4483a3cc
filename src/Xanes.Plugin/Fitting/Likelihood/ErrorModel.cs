using MathNet.Numerics.LinearAlgebra;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>
/// Noise N (diagonal) and the correlated error s² C of model and theory together: A = N + s² C. With N^(-1/2) C N^(-1/2) = U Λ Uᵀ a
/// vector v becomes its scaled form w = N^(-1/2) v and its parts z = Uᵀ w along the K largest eigenvectors, and
/// uᵀ A⁻¹ v = w_u·w_v - Σ z_u z_v s²λ / (1 + s²λ), so that each scale s costs only K operations.
/// </summary>
internal sealed class ErrorModel
{
    /// <summary>Eigenvalues below this part of the noise are left out.</summary>
    private const double LeastEigenvalue = 1e-3;

    private readonly double[] _inverseNoise;
    private readonly double[] _eigenvalues;
    private readonly double[] _eigenvectors;

    /// <summary>Decomposes the errors.</summary>
    /// <param name="noise">One standard deviation of the noise, [n].</param>
    /// <param name="covariance">C, [n,n].</param>
    public ErrorModel(double[] noise, Matrix<double> covariance)
    {
        Points = noise.Length;
        Covariance = covariance;
        _inverseNoise = [.. noise.Select(deviation => 1.0 / deviation)];
        LogNoise = noise.Sum(Math.Log);
        var scaled = Matrix<double>.Build.Dense(Points, Points, (row, column) => covariance[row, column] * _inverseNoise[row] * _inverseNoise[column]);
        var decomposed = scaled.Evd(Symmetricity.Symmetric);
        int[] kept = [.. Enumerable.Range(0, Points).Where(i => decomposed.EigenValues[i].Real > LeastEigenvalue)];
        _eigenvalues = [.. kept.Select(i => decomposed.EigenValues[i].Real)];
        _eigenvectors = new double[kept.Length * Points];
        for (var i = 0; i < kept.Length; i++)
        {
            decomposed.EigenVectors.Column(kept[i]).AsArray().CopyTo(_eigenvectors, i * Points);
        }
    }

    /// <summary>The number of points n.</summary>
    public int Points { get; }

    /// <summary>C.</summary>
    public Matrix<double> Covariance { get; }

    /// <summary>The number of eigenvectors K.</summary>
    public int Rank => _eigenvalues.Length;

    /// <summary>The sum of the logarithms of the noise.</summary>
    public double LogNoise { get; }

    /// <summary>The scaled form of a vector, [n], and its parts, [K].</summary>
    public void Project(ReadOnlySpan<double> vector, Span<double> scaled, Span<double> parts)
    {
        for (var i = 0; i < Points; i++)
        {
            scaled[i] = vector[i] * _inverseNoise[i];
        }

        for (var i = 0; i < Rank; i++)
        {
            parts[i] = Products.Dot(_eigenvectors.AsSpan(i * Points, Points), scaled);
        }
    }

    /// <summary>The factors s²λ / (1 + s²λ) of a scale, [K].</summary>
    /// <returns>log det A - log det N.</returns>
    public double Damping(double scale, Span<double> damping)
    {
        var logarithm = 0.0;
        for (var i = 0; i < Rank; i++)
        {
            var variance = scale * scale * _eigenvalues[i];
            damping[i] = variance / (1.0 + variance);
            logarithm += Math.Log(1.0 + variance);
        }

        return logarithm;
    }
}
