using System.Globalization;

namespace Xanes.Interop;

/// <summary>What is known of a parameter before the fit: bounds, and within them a uniform or a Gaussian prior.</summary>
/// <param name="Lower">The lowest value.</param>
/// <param name="Upper">The highest value.</param>
/// <param name="Mean">The mean of the Gaussian prior; null for a uniform one.</param>
/// <param name="Deviation">Its standard deviation.</param>
public sealed record ParameterRange(double Lower, double Upper, double? Mean = null, double? Deviation = null)
{
    /// <summary>Checks the numbers.</summary>
    /// <param name="place">What the range belongs to, for the message.</param>
    /// <returns>This range.</returns>
    /// <exception cref="InvalidInputException">Bounds that leave nothing between them, or a deviation that is not positive.</exception>
    public ParameterRange Checked(string place)
    {
        if (!double.IsFinite(Lower) || !double.IsFinite(Upper) || Upper <= Lower)
        {
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture, $"{place}: the bounds {Lower}..{Upper} leave nothing to vary; write the lower one first, as in -0.1..0.1"));
        }

        if ((Mean is null) != (Deviation is null) || Deviation is { } deviation && !(deviation > 0.0 && double.IsFinite(deviation)))
        {
            throw new InvalidInputException($"{place}: a Gaussian prior needs a mean and a positive standard deviation, as in prior 0+-0.05");
        }

        return Mean is { } mean && (mean < Lower || mean > Upper)
            ? throw new InvalidInputException($"{place}: the mean of the prior lies outside of the bounds; move one of them")
            : this;
    }
}
