using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>The features of some clusters, one row each.</summary>
public abstract class FeatureBatch
{
    /// <summary>The number of rows so far.</summary>
    public abstract int Rows { get; }

    /// <summary>The model's inputs, ready to be run; valid until the next change of the batch.</summary>
    public abstract IReadOnlyList<FeatureTensor> Tensors { get; }

    /// <summary>
    /// The rows in groups that a model runs together without padding, each row once; null where <see cref="Tensors"/> are such a group.
    /// </summary>
    public virtual IEnumerable<FeatureGroup>? Groups => null;

    /// <summary>The rows without padding, for learners; valid until the next change of the batch.</summary>
    public abstract FeatureTable Table { get; }

    /// <summary>Whether so much memory is in use that the rows are better run before more are added.</summary>
    public virtual bool IsFull => false;

    /// <summary>Appends a cluster as a row.</summary>
    /// <param name="cluster">Cut by the featuriser's own cluster spec; not kept.</param>
    /// <param name="structure">The structure that it was cut from, to name atoms in messages.</param>
    /// <exception cref="InvalidInputException">Atoms closer than 0.5 Å.</exception>
    public abstract DescriptorTally Add(Cluster cluster, StructureView structure);

    /// <summary>Empties the batch for new rows.</summary>
    public abstract void Clear();
}
