using MathNet.Numerics.LinearAlgebra;
using Xanes.Interop;
using Xanes.Plugin.Descriptors;

namespace Xanes.Plugin.Reconstruction;

/// <summary>
/// Moves atoms until their smeared descriptor comes nearest to a given one: least squares by Levenberg and Marquardt, with
/// derivatives by central differences. The bins say where the atoms are to within their width; the smeared descriptor, which
/// changes with every distance, says where in it.
/// </summary>
internal sealed class SmoothRefinement
{
    private const int MostSteps = 60;

    /// <summary>The step of the differences in Å: large against single precision, small against any useful sigma.</summary>
    private const double DifferenceStep = 5e-4;

    private const double LargestMove = 0.3;

    private const double FirstDamping = 1e-3;

    private const double LargestDamping = 1e6;

    /// <summary>A step that gains a smaller share than this is the last.</summary>
    private const double LeastGain = 1e-7;

    private readonly PairRdf _descriptor;
    private readonly float[] _target;
    private readonly float[] _values;

    /// <summary>Checks a target.</summary>
    /// <exception cref="InvalidInputException">It is not smooth, or its length is not that of its spec.</exception>
    public SmoothRefinement(DescriptorTarget target)
    {
        _descriptor = new PairRdf(target.Spec);
        if (_descriptor.Parameters.Sigma == 0.0)
        {
            throw new InvalidInputException($"{target.Spec.Source}: only a smeared descriptor can be refined to; give one with sigma above 0");
        }

        if (target.Vector.Length != _descriptor.Length)
        {
            throw new InvalidInputException(
                $"the descriptor to refine to has {target.Vector.Length} values, its spec makes {_descriptor.Length}; give the spec that it was made with");
        }

        _target = target.Vector.ToArray();
        if (_target.Any(value => !float.IsFinite(value)))
        {
            throw new InvalidInputException("the descriptor to refine to holds a value that is not finite");
        }

        _values = new float[_target.Length];
    }

    /// <summary>Moves the atoms of a structure.</summary>
    /// <param name="structure">Atom 0 is the absorber, which stays.</param>
    /// <param name="shouldStop">Asked before each step.</param>
    public AtomicStructure Refine(AtomicStructure structure, Func<bool> shouldStop)
    {
        var positions = structure.Positions.ToArray();
        var residual = Residual(structure.AtomicNumbers, positions);
        var damping = FirstDamping;
        for (var step = 0; step < MostSteps && damping < LargestDamping && !shouldStop(); step++)
        {
            var jacobian = Jacobian(structure.AtomicNumbers, positions);
            var normal = jacobian.TransposeThisAndMultiply(jacobian);
            var downhill = -jacobian.TransposeThisAndMultiply(residual);
            var before = residual.L2Norm();
            while (damping < LargestDamping)
            {
                var damped = normal + Matrix<double>.Build.DenseDiagonal(normal.RowCount, damping * (1e-3 + (normal.Trace() / normal.RowCount)));
                var moved = Moved(positions, damped.Cholesky().Solve(downhill));
                if (TryResidual(structure.AtomicNumbers, moved) is { } lower && lower.L2Norm() < before)
                {
                    (positions, residual) = (moved, lower);
                    damping /= 10.0;
                    break;
                }

                damping *= 10.0;
            }

            if (residual.L2Norm() > before * (1.0 - LeastGain))
            {
                break;
            }
        }

        return new AtomicStructure(structure.AtomicNumbers, positions);
    }

    /// <summary>The length of the vector by which a structure's descriptor differs from the target.</summary>
    public double Difference(AtomicStructure structure) => Residual(structure.AtomicNumbers, structure.Positions.ToArray()).L2Norm();

    private static double[] Moved(double[] positions, Vector<double> by)
    {
        var scale = Math.Min(1.0, LargestMove / Math.Max(by.AbsoluteMaximum(), 1e-12));
        var moved = positions.ToArray();
        for (var i = 0; i < by.Count; i++)
        {
            moved[i + 3] += scale * by[i];
        }

        return moved;
    }

    private Matrix<double> Jacobian(ReadOnlySpan<int> atomicNumbers, double[] positions)
    {
        var jacobian = Matrix<double>.Build.Dense(_target.Length, positions.Length - 3);
        var shifted = positions.ToArray();
        for (var i = 0; i < jacobian.ColumnCount; i++)
        {
            shifted[i + 3] = positions[i + 3] + DifferenceStep;
            var above = Residual(atomicNumbers, shifted);
            shifted[i + 3] = positions[i + 3] - DifferenceStep;
            jacobian.SetColumn(i, (above - Residual(atomicNumbers, shifted)) / (2.0 * DifferenceStep));
            shifted[i + 3] = positions[i + 3];
        }

        return jacobian;
    }

    /// <summary>The residual, or null where atoms lie on each other, which the descriptor refuses.</summary>
    private Vector<double>? TryResidual(ReadOnlySpan<int> atomicNumbers, double[] positions)
    {
        try
        {
            return Residual(atomicNumbers, positions);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private Vector<double> Residual(ReadOnlySpan<int> atomicNumbers, double[] positions)
    {
        _descriptor.Describe(new StructureView(atomicNumbers, positions), 0, _values);
        return Vector<double>.Build.Dense(_target.Length, i => (double)_values[i] - _target[i]);
    }
}
