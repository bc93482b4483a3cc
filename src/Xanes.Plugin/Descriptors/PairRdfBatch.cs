using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Descriptors;

/// <summary>Rows of the pair descriptor as the model input <c>descriptor</c> float32 [N, F].</summary>
internal sealed class PairRdfBatch(PairRdf descriptor, int capacity) : FeatureBatch
{
    private readonly float[] _values = new float[(long)capacity * descriptor.Length];
    private int _rows;

    public override int Rows => _rows;

    public override IReadOnlyList<FeatureTensor> Tensors =>
        [new FeatureTensor<float>("descriptor", [_rows, descriptor.Length], _values.AsMemory(0, _rows * descriptor.Length))];

    public override FeatureTable Table => new("descriptor", Tensors);

    public override DescriptorTally Add(Cluster cluster, StructureView structure)
    {
        var tally = descriptor.Describe(cluster, structure, _values.AsSpan(_rows * descriptor.Length, descriptor.Length));
        _rows++;
        return tally;
    }

    public override void Clear() => _rows = 0;
}
