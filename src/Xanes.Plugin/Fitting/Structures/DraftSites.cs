using Xanes.Interop;

namespace Xanes.Plugin.Fitting.Structures;

/// <summary>The structures of some sets of parameters, as sites for one call of a model. It keeps its drafts between uses.</summary>
/// <param name="structures">How structures follow from parameters.</param>
internal sealed class DraftSites(StructureModel structures) : ISiteList
{
    private StructureDraft[] _drafts = [];
    private double[] _weights = [];

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public int Absorber(int site) => 0;

    /// <inheritdoc/>
    public StructureView Structure(int site) => _drafts[site].View;

    /// <summary>The weight of a site in the mean of its slot; those of a slot add up to 1.</summary>
    public double Weight(int site) => _weights[site];

    /// <summary>Makes the structures of sets of parameters: <see cref="StructureModel.Structures"/> sites for each, slot after slot.</summary>
    public void Fill(IReadOnlyList<double[]> points, int threads)
    {
        Count = points.Count * structures.Structures;
        if (_drafts.Length < Count)
        {
            var old = _drafts.Length;
            Array.Resize(ref _drafts, Count);
            Array.Resize(ref _weights, Count);
            for (var site = old; site < Count; site++)
            {
                _drafts[site] = new StructureDraft();
            }
        }

        Parallel.For(0, points.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, point =>
        {
            var site = point * structures.Structures;
            foreach (var slot in structures.Slots)
            {
                for (var structure = 0; structure < slot.Structures; structure++, site++)
                {
                    _weights[site] = slot.Fill(points[point], structure, _drafts[site]);
                }
            }
        });
    }
}
