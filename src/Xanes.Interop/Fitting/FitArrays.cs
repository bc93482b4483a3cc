namespace Xanes.Interop;

/// <summary>The arrays of a fit's result by name.</summary>
public static class FitArrays
{
    /// <summary>
    /// The arrays, row-major with their shapes: samples [s,p], log_posterior [s], correlations [p,p]; photon_energy, measured, noise,
    /// best, median, lower, upper, model_deviation [n]; distance [k] and distribution_ELEMENT_best, _median, _lower, _upper [k].
    /// </summary>
    public static IReadOnlyDictionary<string, (double[] Values, int[] Shape)> Of(FitResult result)
    {
        var parameters = result.Parameters.Count;
        var draws = result.LogPosterior.Length;
        var arrays = new Dictionary<string, (double[] Values, int[] Shape)>
        {
            ["samples"] = (result.Samples.ToArray(), [draws, parameters]),
            ["log_posterior"] = (result.LogPosterior.ToArray(), [draws]),
            ["correlations"] = (result.Correlations.ToArray(), [parameters, parameters]),
        };
        var curve = result.Curve;
        Add("photon_energy", curve.PhotonEnergies);
        Add("measured", curve.Measured);
        Add("noise", curve.Noise);
        Add("best", curve.Best);
        Add("median", curve.Median);
        Add("lower", curve.Lower);
        Add("upper", curve.Upper);
        Add("model_deviation", curve.ModelDeviation);
        foreach (var distribution in result.RadialDistributions)
        {
            arrays["distance"] = (distribution.Distances.ToArray(), [distribution.Distances.Length]);
            Add($"distribution_{distribution.Element}_best", distribution.Best);
            Add($"distribution_{distribution.Element}_median", distribution.Median);
            Add($"distribution_{distribution.Element}_lower", distribution.Lower);
            Add($"distribution_{distribution.Element}_upper", distribution.Upper);
        }

        return arrays;

        void Add(string name, ReadOnlyMemory<double> values) => arrays[name] = (values.ToArray(), [values.Length]);
    }
}
