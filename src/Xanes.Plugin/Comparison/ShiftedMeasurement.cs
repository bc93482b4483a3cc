namespace Xanes.Plugin.Comparison;

/// <summary>The measured spectrum on the prediction's energies after one energy shift, with the sums that least squares need.</summary>
internal sealed class ShiftedMeasurement
{
    /// <summary>Evaluates the measured spectrum where shifted predicted energies lie within the window.</summary>
    /// <param name="shift">What is added to the predicted photon energies, in eV.</param>
    /// <param name="photonEnergies">Predicted photon energies in eV, [m], ascending.</param>
    /// <param name="positions">The same from -1 to 1, the background's variable, [m].</param>
    /// <param name="first">The window's lowest measured energy in eV.</param>
    /// <param name="last">Its highest.</param>
    /// <param name="measured">The measured spectrum's value at an energy.</param>
    public ShiftedMeasurement(
        double shift, double[] photonEnergies, double[] positions, double first, double last, Func<double, double> measured)
    {
        Shift = shift;
        First = Array.FindIndex(photonEnergies, energy => energy + shift >= first);
        var end = Array.FindLastIndex(photonEnergies, energy => energy + shift <= last) + 1;
        Count = First < 0 ? 0 : Math.Max(0, end - First);
        Values = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            var (value, x) = (measured(photonEnergies[First + i] + shift), positions[First + i]);
            Values[i] = value;
            SumY += value;
            SumYY += value * value;
            SumXY += x * value;
            SumX += x;
            SumXX += x * x;
        }
    }

    /// <summary>The shift in eV.</summary>
    public double Shift { get; }

    /// <summary>The first predicted energy within the window.</summary>
    public int First { get; }

    /// <summary>The number of predicted energies within it, n.</summary>
    public int Count { get; }

    /// <summary>The measured values there, [n].</summary>
    public double[] Values { get; }

    /// <summary>The sum of the measured values.</summary>
    public double SumY { get; }

    /// <summary>The sum of their squares.</summary>
    public double SumYY { get; }

    /// <summary>The sum of x times them.</summary>
    public double SumXY { get; }

    /// <summary>The sum of x.</summary>
    public double SumX { get; }

    /// <summary>The sum of the squares of x.</summary>
    public double SumXX { get; }
}
