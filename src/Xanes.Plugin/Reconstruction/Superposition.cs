using MathNet.Numerics.LinearAlgebra;
using Xanes.Interop;

namespace Xanes.Plugin.Reconstruction;

/// <summary>One cluster laid on another by translation, rotation, reflection and exchange of atoms of one element.</summary>
/// <param name="Distance">The root mean square distance in Å of its atoms to those of the other.</param>
/// <param name="Laid">The first cluster in the place of the second, its atoms in their order.</param>
public sealed record Superposition(double Distance, AtomicStructure Laid)
{
    private const int MostRounds = 20;

    /// <summary>Pairs of atoms are tried on each other first where their distances differ by less than this, in Å.</summary>
    private const double LikelyWithin = 0.5;

    /// <summary>Exchanging atoms of different elements costs more than any distance.</summary>
    private const double Forbidden = 1e6;

    /// <summary>Lays a cluster on another.</summary>
    /// <param name="first">The absorber first, then its neighbours in any order.</param>
    /// <param name="second">As the first, of the same elements.</param>
    /// <exception cref="InvalidInputException">The clusters are not of the same elements, as many of each.</exception>
    public static Superposition Of(AtomicStructure first, AtomicStructure second)
    {
        var elementsA = first.AtomicNumbers.ToArray();
        var elementsB = second.AtomicNumbers.ToArray();
        if (elementsA[0] != elementsB[0] || !elementsA.Order().SequenceEqual(elementsB.Order()))
        {
            throw new InvalidInputException("clusters of different elements cannot be laid on each other");
        }

        var a = Relative(first);
        var b = Relative(second);
        var (distance, laid) = Seeds(a, elementsA, b, elementsB)
            .Select(seed => Improve(seed, a, elementsA, b, elementsB))
            .MinBy(fit => fit.Distance);
        var origin = second.Position(0);
        var positions = Enumerable.Range(0, laid.RowCount).Select(row => Row(laid, row) + origin);
        return new Superposition(
            distance, new AtomicStructure(elementsA, [.. positions.SelectMany(position => new[] { position.X, position.Y, position.Z })]));
    }

    /// <summary>The orthogonal matrix (rotation, or rotation with reflection) that brings points nearest to others, row by row.</summary>
    /// <param name="points">The points to turn, [n,3].</param>
    /// <param name="onto">Where they should come to lie, [n,3].</param>
    /// <param name="allowReflection">Whether a reflection may be part of it.</param>
    /// <returns>R, [3,3], so that points R is nearest to the others.</returns>
    internal static Matrix<double> Turn(Matrix<double> points, Matrix<double> onto, bool allowReflection)
    {
        var decomposition = points.TransposeThisAndMultiply(onto).Svd();
        var turn = decomposition.U * decomposition.VT;
        if (!allowReflection && turn.Determinant() < 0.0)
        {
            var flipped = decomposition.U.Clone();
            flipped.SetColumn(2, -flipped.Column(2));
            turn = flipped * decomposition.VT;
        }

        return turn;
    }

    private static Matrix<double> Relative(AtomicStructure structure)
    {
        var origin = structure.Position(0);
        return Matrix<double>.Build.DenseOfRows(
            Enumerable.Range(0, structure.Count).Select(atom => structure.Position(atom) - origin).Select(p => new[] { p.X, p.Y, p.Z }));
    }

    /// <summary>Orientations that lay two atoms of the first, seen from the absorber, on two of the second.</summary>
    private static IEnumerable<Matrix<double>> Seeds(Matrix<double> a, int[] elementsA, Matrix<double> b, int[] elementsB)
    {
        if (a.RowCount < 2)
        {
            return [Matrix<double>.Build.DenseIdentity(3)];
        }

        var (p, q) = WidestPair(a);
        var pairs = (from k in Enumerable.Range(1, b.RowCount - 1)
                     from l in Enumerable.Range(1, b.RowCount - 1)
                     where (k != l || p == q) && elementsB[k] == elementsA[p] && elementsB[l] == elementsA[q]
                     let unlike = Unlikeness(a, p, q, b, k, l)
                     orderby unlike
                     select (k, l, unlike)).ToArray();
        var likely = pairs.TakeWhile(pair => pair.unlike < LikelyWithin).ToArray();
        return from pair in likely.Length > 0 ? likely : pairs
               from handedness in new[] { 1.0, -1.0 }
               select Frame(a, p, q, 1.0).TransposeThisAndMultiply(Frame(b, pair.k, pair.l, handedness));
    }

    /// <summary>The two neighbours that, with the absorber, span the largest triangle.</summary>
    private static (int P, int Q) WidestPair(Matrix<double> points)
    {
        var best = (1, 1);
        var largest = 0.0;
        for (var p = 1; p < points.RowCount; p++)
        {
            for (var q = p + 1; q < points.RowCount; q++)
            {
                var area = Row(points, p).Cross(Row(points, q)).Length;
                if (area > largest)
                {
                    largest = area;
                    best = (p, q);
                }
            }
        }

        return best;
    }

    private static double Unlikeness(Matrix<double> a, int p, int q, Matrix<double> b, int k, int l)
    {
        var first = Math.Abs(Row(a, p).Length - Row(b, k).Length);
        var second = Math.Abs(Row(a, q).Length - Row(b, l).Length);
        var between = Math.Abs((Row(a, p) - Row(a, q)).Length - (Row(b, k) - Row(b, l)).Length);
        return Math.Max(first, Math.Max(second, between));
    }

    /// <summary>Three orthogonal unit rows: along the first atom, towards the second, and across both.</summary>
    private static Matrix<double> Frame(Matrix<double> points, int first, int second, double handedness)
    {
        var along = Unit(Row(points, first));
        var towards = Row(points, second);
        var across = along.Cross(towards);
        if (across.Length < 1e-9)
        {
            var axis = Math.Abs(along.X) < 0.8 ? new Vector3Double(1.0, 0.0, 0.0) : new Vector3Double(0.0, 1.0, 0.0);
            across = along.Cross(axis);
        }

        across = Unit(across);
        var third = across.Cross(along);
        return Matrix<double>.Build.DenseOfRowArrays(
            [along.X, along.Y, along.Z],
            [third.X, third.Y, third.Z],
            [handedness * across.X, handedness * across.Y, handedness * across.Z]);
    }

    private static (double Distance, Matrix<double> Laid) Improve(
        Matrix<double> turn, Matrix<double> a, int[] elementsA, Matrix<double> b, int[] elementsB)
    {
        var best = (Distance: double.PositiveInfinity, Laid: a * turn);
        for (var round = 0; round < MostRounds; round++)
        {
            var partner = OptimalAssignment.Solve(Costs(best.Laid, elementsA, b, elementsB));
            var onto = Matrix<double>.Build.DenseOfRows(partner.Select(row => b.Row(row)));
            var laid = Laying(a, onto);
            var distance = (laid - onto).FrobeniusNorm() / Math.Sqrt(a.RowCount);
            if (distance > best.Distance - 1e-9)
            {
                break;
            }

            best = (distance, laid);
        }

        return best;
    }

    /// <summary>Points laid on others, row by row, by translation, rotation and reflection.</summary>
    private static Matrix<double> Laying(Matrix<double> points, Matrix<double> onto)
    {
        var centre = points.ColumnSums() / points.RowCount;
        var centreOnto = onto.ColumnSums() / onto.RowCount;
        var centred = Shifted(points, -centre);
        return Shifted(centred * Turn(centred, Shifted(onto, -centreOnto), allowReflection: true), centreOnto);
    }

    private static Matrix<double> Shifted(Matrix<double> points, Vector<double> by) =>
        Matrix<double>.Build.Dense(points.RowCount, 3, (row, column) => points[row, column] + by[column]);

    private static double[,] Costs(Matrix<double> a, int[] elementsA, Matrix<double> b, int[] elementsB)
    {
        var costs = new double[a.RowCount, b.RowCount];
        for (var row = 0; row < a.RowCount; row++)
        {
            for (var column = 0; column < b.RowCount; column++)
            {
                var apart = Row(a, row) - Row(b, column);
                var isAllowed = elementsA[row] == elementsB[column] && (row == 0) == (column == 0);
                costs[row, column] = isAllowed ? apart.Dot(apart) : Forbidden;
            }
        }

        return costs;
    }

    private static Vector3Double Row(Matrix<double> points, int row) => new(points[row, 0], points[row, 1], points[row, 2]);

    private static Vector3Double Unit(Vector3Double vector) => vector * (1.0 / Math.Max(vector.Length, 1e-12));
}
