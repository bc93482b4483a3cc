using Xanes.Interop;

namespace Xanes.Plugin.Training;

/// <summary>The descriptor that models are trained on where no other is given.</summary>
public static class TrainingDescriptor
{
    /// <summary>
    /// The pair descriptor, smooth in the positions: spread by 0.3 Å, weighted by 3 Å / r and tapered. It reaches 4.6 Å because the
    /// crystals of the training data are cut there: with a longer reach a real crystal has neighbours that no training structure
    /// has. In cross-validation on the training parts neither a reach of 5 Å nor finer bins nor another spread from 0.2 to 0.4 Å
    /// made a difference beyond 3 %.
    /// </summary>
    /// <param name="absorber">The symbol of the absorbing element.</param>
    /// <param name="elements">The symbols of the elements that occur.</param>
    public static DescriptorSpec Default(string absorber, IEnumerable<string> elements)
    {
        var ascending = elements.Distinct().OrderBy(ChemicalElement.AtomicNumber);
        return DescriptorSpec.Parse(
            $"""
             kind: pair-rdf
             absorber: {absorber}
             elements: [{string.Join(", ", ascending)}]
             r_min: 0.0
             r_max: 4.6
             radial_bin: 0.1
             pair_bin: 0.2
             sigma: 0.3
             weight: inverse-distance
             taper: 0.5
             unlisted: error
             """);
    }
}
