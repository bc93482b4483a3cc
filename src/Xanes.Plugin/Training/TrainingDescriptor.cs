using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Descriptors.Neighbours;

namespace Xanes.Plugin.Training;

/// <summary>The descriptors that models are trained on where no other is given.</summary>
public static class TrainingDescriptor
{
    /// <summary>How far neighbours are looked for where nothing else is asked for, in Å.</summary>
    public const double DefaultCutoff = 5.0;

    /// <summary>
    /// The descriptors of a training: the one that its options give, or both <see cref="Default"/> and <see cref="Neighbours"/>, of which
    /// each family takes its own.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="sets">What is trained on.</param>
    internal static IReadOnlyList<DescriptorSpec> Of(TrainingOptions options, IReadOnlyList<DataSet> sets)
    {
        var absorber = sets[0].Protocol.Absorber;
        var elements = sets.SelectMany(set => set.Elements).ToArray();
        return options.Descriptor is { } given ? [given] : [Default(absorber, elements), Neighbours(absorber, elements, options.Cutoff)];
    }

    /// <summary>
    /// The neighbours within a cutoff. A network fades them out over the last 0.5 Å, so that an atom that crosses it changes little.
    /// </summary>
    /// <param name="absorber">The symbol of the absorbing element.</param>
    /// <param name="elements">The symbols of the elements that occur.</param>
    /// <param name="cutoff">The cutoff in Å.</param>
    public static DescriptorSpec Neighbours(string absorber, IEnumerable<string> elements, double cutoff = DefaultCutoff) =>
        DescriptorSpec.Parse(string.Create(
            CultureInfo.InvariantCulture,
            $"kind: {NeighbourSpec.Kind}\nabsorber: {absorber}\nelements: [{Ascending(elements)}]\nr_max: {cutoff:0.0##}\nunlisted: error\n"));

    /// <summary>
    /// The pair descriptor, smooth in the positions: spread by 0.3 Å, weighted by 3 Å / r and tapered. It reaches 4.6 Å because the
    /// crystals of the training data are cut there: with a longer reach a real crystal has neighbours that no training structure
    /// has. In cross-validation on the training parts neither a reach of 5 Å nor finer bins nor another spread from 0.2 to 0.4 Å
    /// made a difference beyond 3 %.
    /// </summary>
    /// <param name="absorber">The symbol of the absorbing element.</param>
    /// <param name="elements">The symbols of the elements that occur.</param>
    public static DescriptorSpec Default(string absorber, IEnumerable<string> elements) =>
        DescriptorSpec.Parse(
            $"""
             kind: pair-rdf
             absorber: {absorber}
             elements: [{Ascending(elements)}]
             r_min: 0.0
             r_max: 4.6
             radial_bin: 0.1
             pair_bin: 0.2
             sigma: 0.3
             weight: inverse-distance
             taper: 0.5
             unlisted: error
             """);

    private static string Ascending(IEnumerable<string> elements) => string.Join(", ", elements.Distinct().OrderBy(ChemicalElement.AtomicNumber));
}
