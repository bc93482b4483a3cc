using Xanes.Interop;
using Xanes.Plugin.Fitting.Likelihood;

namespace Xanes.Plugin.Fitting.Exploration;

/// <summary>Bounds and neutral values of what is moved by hand.</summary>
internal static class ExploredBounds
{
    private const double SpreadOfCoreHole = 0.4;
    private const double BroadestResolution = 4.0;

    /// <summary>Options in which the widths have bounds, the usual ones where the user gave none.</summary>
    /// <param name="options">The user's.</param>
    /// <param name="model">What predicts; its own widths lie within the bounds.</param>
    public static FitOptions WithWidths(FitOptions options, ModelInfo model) =>
        options with
        {
            CoreHoleWidth = options.CoreHoleWidth ?? (model.Broadening is { } broadening ? CoreHole(broadening.CoreHoleWidth, model.NarrowestCoreHoleWidth) : null),
            Resolution = options.Resolution ?? new ParameterRange(0.0, BroadestResolution),
        };

    /// <summary>The parameters that are moved by hand: all of a fit but its error scale.</summary>
    /// <param name="parameters">The fit's.</param>
    /// <param name="variations">What may change in the structure; its parameters come first.</param>
    /// <param name="broadening">The model's own.</param>
    public static IReadOnlyList<ExploredParameter> Of(
        NuisanceParameters parameters, IReadOnlyList<StructureVariation> variations, Broadening? broadening) =>
    [
        .. parameters.All.Select((parameter, number) => (parameter, number)).Where(entry => entry.number != parameters.ErrorScale).Select(entry =>
        {
            var (parameter, number) = entry;
            var range = parameter.Range;
            var neutral = number < variations.Count
                ? variations[number] switch { CellVariation => 1.0, CoordinationVariation => range.Upper, _ => 0.0 }
                : number == parameters.CoreHole ? broadening?.CoreHoleWidth ?? range.Lower
                : number == parameters.Resolution ? broadening?.Resolution ?? 0.0
                : range.Mean ?? 0.0;
            return new ExploredParameter(parameter.Name, parameter.Unit, range.Lower, range.Upper, Math.Clamp(neutral, range.Lower, range.Upper));
        }),
    ];

    /// <summary>Bounds with the model's own width in their middle, where the broadening is not interpolated.</summary>
    private static ParameterRange CoreHole(double own, double? narrowest)
    {
        var spread = SpreadOfCoreHole * own;
        return narrowest is not { } least ? new ParameterRange(own, own + spread)
            : own - least is > 0.0 and var room ? new ParameterRange(own - Math.Min(room, spread), own + Math.Min(room, spread))
            : new ParameterRange(own, own + spread);
    }
}
