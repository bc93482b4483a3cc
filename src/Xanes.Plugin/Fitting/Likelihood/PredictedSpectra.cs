using Xanes.Interop;
using Xanes.Plugin.Fitting.Structures;

namespace Xanes.Plugin.Fitting.Likelihood;

/// <summary>Predicts the spectra of many sets of parameters at once, at the energies of the measured points.</summary>
internal sealed class PredictedSpectra
{
    private readonly StructureModel _structures;
    private readonly NuisanceParameters _nuisances;
    private readonly IBroadenedSpectra _source;
    private readonly int _values;
    private readonly double[] _grid;
    private readonly double[] _places;
    private readonly DraftSites _sites;
    private readonly int _threads;
    private float[] _spectra = [];
    private DomainVerdict[] _domains = [];

    /// <summary>Prepares the predictions.</summary>
    public PredictedSpectra(
        StructureModel structures, ISpectrumModel model, IBroadenedSpectra source, NuisanceParameters nuisances, TargetWindow window, int threads)
    {
        _structures = structures;
        _nuisances = nuisances;
        _source = source;
        _values = source.Model.Info.Energies.Length;
        _grid = model.Info.Energies.ToArray();
        _places = window.Energies;
        _sites = new DraftSites(structures);
        _threads = threads;
    }

    /// <summary>The spectra predicted so far.</summary>
    public long Count { get; private set; }

    /// <summary>The most sets of parameters that are predicted in one call of the model: bounds the memory.</summary>
    public int BatchSize => Math.Max(1, 8192 / _structures.Structures);

    /// <summary>Predicts spectra.</summary>
    /// <param name="points">V sets of parameters.</param>
    /// <param name="spectra">The spectra at the measured points, [V,n]; NaN where a structure cannot be predicted.</param>
    /// <param name="distances">The largest distance of each set's structures from the training data, in units of the domain's limit, [V].</param>
    /// <param name="cancellation">Ends the work.</param>
    public void Predict(IReadOnlyList<double[]> points, double[] spectra, double[] distances, CancellationToken cancellation)
    {
        var batch = BatchSize;
        for (var first = 0; first < points.Count; first += batch)
        {
            double[][] some = [.. points.Skip(first).Take(batch)];
            PredictBatch(some, spectra.AsMemory(first * _places.Length), distances.AsMemory(first), cancellation);
        }
    }

    private void PredictBatch(double[][] points, Memory<double> spectra, Memory<double> distances, CancellationToken cancellation)
    {
        _sites.Fill(points, _threads);
        var values = _sites.Count * _values;
        if (_spectra.Length < values)
        {
            _spectra = new float[values];
            _domains = new DomainVerdict[_sites.Count];
        }

        var options = new BatchOptions { Threads = _threads, KeepGoing = true, Cancellation = cancellation };
        _ = _source.Model.PredictMany(_sites, new SpectrumArrays(_spectra.AsMemory(0, values), default, _domains.AsMemory(0, _sites.Count)), options);
        Count += _sites.Count;
        Parallel.For(0, points.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, point =>
        {
            var row = spectra.Span.Slice(point * _places.Length, _places.Length);
            distances.Span[point] = Combine(points[point], point * _structures.Structures, row);
        });
    }

    /// <summary>The mean over a set's structures, broadened, at the measured points; gives the largest distance from the training data.</summary>
    private double Combine(double[] values, int firstSite, Span<double> spectrum)
    {
        spectrum.Clear();
        Span<double> mean = stackalloc double[_values];
        Span<double> broadened = stackalloc double[_grid.Length];
        var fractions = _structures.Fractions(values);
        var farthest = 0.0;
        var site = firstSite;
        var slot = 0;
        for (var start = 0; start < fractions.Length; start++)
        {
            mean.Clear();
            for (; slot < _structures.Slots.Count && _structures.Slots[slot].Start == start; slot++)
            {
                for (var structure = 0; structure < _structures.Slots[slot].Structures; structure++, site++)
                {
                    var weight = _sites.Weight(site) * _structures.Weights[slot];
                    if (weight == 0.0)
                    {
                        continue;
                    }

                    var one = _spectra.AsSpan(site * _values, _values);
                    for (var i = 0; i < mean.Length; i++)
                    {
                        mean[i] += weight * one[i];
                    }

                    farthest = Math.Max(farthest, double.IsNaN(_domains[site].Distance) ? double.PositiveInfinity : _domains[site].Distance);
                }
            }

            var shift = values[_nuisances.Shift] + (_structures.Shifts[start] is { } own ? values[own] : 0.0);
            _source.Broaden(mean, _nuisances.CoreHoleWidth(values), _nuisances.ResolutionWidth(values), broadened);
            LagrangeInterpolation.Add(_grid, broadened, _places, shift, fractions[start], spectrum);
        }

        return farthest;
    }
}
