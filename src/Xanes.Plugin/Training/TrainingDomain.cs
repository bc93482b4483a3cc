using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Domain;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Training;

/// <summary>Makes the domain of data sets: of their training and validation parts.</summary>
internal static class TrainingDomain
{
    /// <summary>Makes it.</summary>
    /// <param name="sets">The data sets, of one absorber.</param>
    /// <param name="spec">How the model cuts clusters.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidInputException">A structure cannot be cut, or there are too few.</exception>
    public static DomainOfTraining Of(IReadOnlyList<DataSet> sets, ClusterSpec spec, CancellationToken cancellation)
    {
        var builder = new DomainBuilder(sets[0].Protocol.Absorber, [.. spec.Elements.Select(ChemicalElement.Symbol)], spec.MaximumRadius);
        var cluster = new Cluster();
        foreach (var set in sets)
        {
            foreach (var entry in set.Entries.Where(entry => entry.Part != SplitPart.Test))
            {
                cancellation.ThrowIfCancellationRequested();
                try
                {
                    ClusterBuilder.Build(entry.Site.Structure.View, entry.Site.Absorber, spec, cluster);
                }
                catch (InvalidInputException fault)
                {
                    throw fault.At(entry.Place);
                }

                builder.Add(set.Name, entry.Group, cluster);
            }
        }

        return builder.Build();
    }
}
