using System.Globalization;
using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>A symmetry operation on fractional coordinates: a rotation [3,3] and a translation [3].</summary>
internal sealed class SymmetryOperation
{
    private readonly double[] _rotation = new double[9];
    private readonly double[] _translation = new double[3];

    private SymmetryOperation()
    {
    }

    /// <summary>Reads an operation as CIF writes it, such as <c>1/2-x, y+.5, -z</c>: terms in any order and letters of any case.</summary>
    /// <exception cref="InvalidInputException">It is not three such sums, or it is no symmetry.</exception>
    public static SymmetryOperation Parse(string text)
    {
        var rows = text.Split(',');
        var operation = new SymmetryOperation();
        if (rows.Length != 3 || !Enumerable.Range(0, 3).All(row => operation.TryReadRow(row, rows[row])) || !operation.IsSymmetry())
        {
            throw new InvalidInputException($"symmetry operation '{text}' cannot be understood; write it like -x, y+1/2, -z");
        }

        return operation;
    }

    /// <summary>Moves a fractional position.</summary>
    public Vector3Double Apply(Vector3Double fraction) => new(Row(0, fraction), Row(1, fraction), Row(2, fraction));

    private double Row(int row, Vector3Double fraction) =>
        (_rotation[3 * row] * fraction.X) + (_rotation[(3 * row) + 1] * fraction.Y) + (_rotation[(3 * row) + 2] * fraction.Z)
        + _translation[row];

    private bool TryReadRow(int row, string text)
    {
        var sum = string.Concat(text.Where(character => !char.IsWhiteSpace(character))).ToLowerInvariant();
        var at = 0;
        while (at < sum.Length)
        {
            var sign = sum[at] == '-' ? -1.0 : 1.0;
            if (sum[at] is '+' or '-')
            {
                at++;
            }
            else if (at > 0)
            {
                return false;
            }

            var start = at;
            while (at < sum.Length && sum[at] is not ('+' or '-'))
            {
                at++;
            }

            if (!TryAddTerm(row, sign, sum.AsSpan(start, at - start)))
            {
                return false;
            }
        }

        return sum.Length > 0;
    }

    private bool TryAddTerm(int row, double sign, ReadOnlySpan<char> term)
    {
        if (term is ['x' or 'y' or 'z'])
        {
            _rotation[(3 * row) + (term[0] - 'x')] += sign;
            return true;
        }

        var slash = term.IndexOf('/');
        var denominator = 1.0;
        if (!TryParseDecimal(slash < 0 ? term : term[..slash], out var numerator)
            || (slash >= 0 && !TryParseDecimal(term[(slash + 1)..], out denominator))
            || denominator == 0.0)
        {
            return false;
        }

        _translation[row] += sign * numerator / denominator;
        return true;
    }

    private static bool TryParseDecimal(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>A symmetry maps the lattice onto itself: its determinant is 1 or -1.</summary>
    private bool IsSymmetry()
    {
        var a = new Vector3Double(_rotation[0], _rotation[1], _rotation[2]);
        var b = new Vector3Double(_rotation[3], _rotation[4], _rotation[5]);
        var c = new Vector3Double(_rotation[6], _rotation[7], _rotation[8]);
        return Math.Abs(a.Dot(b.Cross(c))) == 1.0;
    }
}
