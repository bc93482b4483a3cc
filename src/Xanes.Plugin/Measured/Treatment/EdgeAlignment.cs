using Xanes.Interop;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Measured.Normalisation;

namespace Xanes.Plugin.Measured.Treatment;

/// <summary>Brings a spectrum onto the energy axis of another one of the same substance.</summary>
public static class EdgeAlignment
{
    private const double Below = 15.0;
    private const double Above = 35.0;
    private const double Farthest = 50.0;
    private const double Reach = 5.0;
    private const double FirstStep = 0.1;
    private const double LastStep = 1e-4;

    /// <summary>The shift, and how well the derivatives agree after it.</summary>
    /// <exception cref="InvalidInputException">The edges are over 50 eV apart or cannot be found.</exception>
    public static EnergyAlignment Find(MeasuredSpectrum moved, MeasuredSpectrum fixedSpectrum, AlignmentMethod method = AlignmentMethod.LeastSquares)
    {
        var inflection = new NormalisationOptions { Method = EdgePositionMethod.SecondDerivativeZero };
        var e0 = EdgePosition.Find(fixedSpectrum, inflection);
        var difference = e0 - EdgePosition.Find(moved, inflection);
        if (Math.Abs(difference) > Farthest)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{moved.Place}: its edge lies {difference:0.0} eV from that of {fixedSpectrum.Place}; align spectra of one edge, at most {Farthest} eV apart"));
        }

        var overlap = new Overlap(moved, fixedSpectrum, e0);
        if (method == AlignmentMethod.Derivative)
        {
            return new EnergyAlignment(difference, overlap.Correlation(difference));
        }

        var (best, reach) = (difference, Reach);
        for (var step = FirstStep; step >= LastStep; step *= 0.1)
        {
            var centre = best;
            for (var shift = centre - reach; shift <= centre + reach; shift += step)
            {
                if (overlap.Correlation(shift) > overlap.Correlation(best))
                {
                    best = shift;
                }
            }

            reach = step;
        }

        return new EnergyAlignment(best, overlap.Correlation(best));
    }

    /// <summary>
    /// The derivatives around the edge of the spectrum that stays. With a free scale the least squares are least where the cosine
    /// between both is highest.
    /// </summary>
    private sealed class Overlap
    {
        private readonly double[] _movedEnergies;
        private readonly double[] _movedSlopes;
        private readonly double[] _energies;
        private readonly double[] _slopes;

        public Overlap(MeasuredSpectrum moved, MeasuredSpectrum fixedSpectrum, double e0)
        {
            _movedEnergies = moved.Energies.ToArray();
            _movedSlopes = Derivative.Of(_movedEnergies, moved.Absorption.Span);
            var energies = fixedSpectrum.Energies.ToArray();
            var slopes = Derivative.Of(energies, fixedSpectrum.Absorption.Span);
            int[] near = [.. Enumerable.Range(0, energies.Length).Where(i => energies[i] >= e0 - Below && energies[i] <= e0 + Above)];
            _energies = Array.ConvertAll(near, i => energies[i]);
            _slopes = Array.ConvertAll(near, i => slopes[i]);
        }

        public double Correlation(double shift)
        {
            var (product, own, other) = (0.0, 0.0, 0.0);
            for (var i = 0; i < _energies.Length; i++)
            {
                var slope = LinearInterpolation.At(_movedEnergies, _movedSlopes, _energies[i] - shift);
                product += slope * _slopes[i];
                own += slope * slope;
                other += _slopes[i] * _slopes[i];
            }

            return own > 0.0 && other > 0.0 ? product / Math.Sqrt(own * other) : 0.0;
        }
    }
}
