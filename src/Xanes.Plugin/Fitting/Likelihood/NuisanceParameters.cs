using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Xanes.Interop;
using Xanes.Plugin.Fitting.Structures;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>The parameters beside those of the structures, and where they stand among all.</summary>
internal sealed class NuisanceParameters
{
    /// <summary>The name of the scale of the model's error.</summary>
    public const string ErrorScaleName = "error scale";

    private const double SmallestScale = 0.2;
    private const double LargestScale = 20.0;

    private readonly double _freedom;
    private readonly double _logNormalisation;
    private readonly double _constantWidth;

    /// <summary>Numbers the parameters.</summary>
    /// <param name="structures">The structures' parameters, which come first.</param>
    /// <param name="options">Which nuisances vary.</param>
    /// <param name="model">What the model is.</param>
    /// <param name="coreHoleWidth">The core hole's width of the model's spectra in eV.</param>
    public NuisanceParameters(StructureModel structures, FitOptions options, ModelInfo model, double coreHoleWidth)
    {
        var all = new List<FitParameter>(structures.Parameters);
        Shift = Add(all, new FitParameter("energy shift", "eV", options.ShiftFor(model).Checked("energy shift")));
        CoreHole = options.CoreHoleWidth is { } width ? Add(all, new FitParameter("core-hole width", "eV", width.Checked("core-hole width"))) : null;
        Resolution = options.Resolution is { } resolution ? Add(all, new FitParameter("resolution", "eV", resolution.Checked("resolution"))) : null;
        ErrorScale = Add(all, new FitParameter(ErrorScaleName, "", new ParameterRange(Math.Log(SmallestScale), Math.Log(LargestScale))));
        All = all;
        _freedom = options.ErrorDegreesOfFreedom is > 0.5 and < 1e4
            ? options.ErrorDegreesOfFreedom
            : throw new InvalidInputException("the degrees of freedom of the errors must be from 0.5 to 10000");
        _logNormalisation = Math.Log(2.0) + (0.5 * _freedom * Math.Log(0.5 * _freedom)) - SpecialFunctions.GammaLn(0.5 * _freedom);
        _constantWidth = coreHoleWidth;
    }

    /// <summary>All parameters, the structures' first. The error scale is the logarithm of it.</summary>
    public IReadOnlyList<FitParameter> All { get; }

    /// <summary>The place of the energy shift.</summary>
    public int Shift { get; }

    /// <summary>The place of the core-hole width; null where it does not vary.</summary>
    public int? CoreHole { get; }

    /// <summary>The place of the resolution; null where it does not vary.</summary>
    public int? Resolution { get; }

    /// <summary>The place of the logarithm of the error scale.</summary>
    public int ErrorScale { get; }

    /// <summary>The core hole's width of a set of parameters in eV.</summary>
    public double CoreHoleWidth(ReadOnlySpan<double> values) => CoreHole is { } place ? values[place] : _constantWidth;

    /// <summary>The resolution of a set of parameters in eV.</summary>
    public double ResolutionWidth(ReadOnlySpan<double> values) => Resolution is { } place ? values[place] : 0.0;

    /// <summary>
    /// The logarithm of the prior's density: that of each parameter; and of the error scale s that of a variance with an inverse gamma
    /// distribution, s² ~ IG(ν/2, ν/2), by which the errors over all structures follow Student's t of ν degrees of freedom.
    /// </summary>
    public double LogPrior(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var i = 0; i < All.Count; i++)
        {
            sum += i == ErrorScale ? 0.0 : All[i].LogPrior(values[i]);
        }

        var logarithm = values[ErrorScale];
        var range = All[ErrorScale].Range;
        return logarithm >= range.Lower && logarithm <= range.Upper
            ? sum + _logNormalisation - (_freedom * logarithm) - (0.5 * _freedom * Math.Exp(-2.0 * logarithm))
            : double.NegativeInfinity;
    }

    /// <summary>Draws the logarithm of an error scale from its prior.</summary>
    public double DrawErrorScale(Random random)
    {
        var range = All[ErrorScale].Range;
        while (true)
        {
            var logarithm = -0.5 * Math.Log(Gamma.Sample(random, 0.5 * _freedom, 0.5 * _freedom));
            if (logarithm >= range.Lower && logarithm <= range.Upper)
            {
                return logarithm;
            }
        }
    }

    private static int Add(List<FitParameter> all, FitParameter parameter)
    {
        all.Add(parameter);
        return all.Count - 1;
    }
}
