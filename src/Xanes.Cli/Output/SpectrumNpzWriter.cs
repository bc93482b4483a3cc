using System.Runtime.InteropServices;
using Xanes.Cli.Rows;
using Xanes.Interop;
using Xanes.Plugin.Arrays;

namespace Xanes.Cli.Output;

/// <summary>
/// Spectra as a NumPy archive with the names that <c>xanes.Spectrum</c> of Python has. Absorption and uncertainty wait in files beside the
/// archive until their number is known, so that memory does not grow with their length.
/// </summary>
internal sealed class SpectrumNpzWriter : IRowWriter<SpectrumRow>
{
    /// <summary>In place of an absorber's or a frame's index where a row is a mean over them.</summary>
    public const long Mean = -1;

    private readonly ModelInfo _model;
    private readonly OutputFile _archive;
    private readonly RowSpool _mu;
    private readonly RowSpool _sigma;
    private readonly RowSpool _spread;
    private readonly List<string> _sources = [];
    private readonly List<long> _files = [];
    private readonly List<long> _frames = [];
    private readonly List<long> _absorbers = [];
    private readonly List<long> _frameCounts = [];
    private readonly List<long> _sites = [];
    private readonly List<long> _sitesInside = [];
    private readonly List<bool> _inside = [];
    private readonly List<double> _distances = [];

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model that predicts.</param>
    public SpectrumNpzWriter(string path, ModelInfo model)
    {
        _model = model;
        _archive = new OutputFile(path);
        _mu = new RowSpool(path);
        _sigma = new RowSpool(path);
        _spread = new RowSpool(path);
    }

    /// <inheritdoc/>
    public void Write(SpectrumRow row)
    {
        if (_sources.Count == 0 || _sources[^1] != row.Label.Source)
        {
            _sources.Add(row.Label.Source);
        }

        _files.Add(_sources.Count - 1);
        _frames.Add(row.Label.Frames is null ? row.Label.Frame : Mean);
        _absorbers.Add(row.Label is { Frames: null, Absorbers: [var absorber] } ? absorber : Mean);
        _frameCounts.Add(row.Label.Frames ?? 1);
        _sites.Add(row.Sites.All);
        _sitesInside.Add(row.Sites.Inside);
        _inside.Add(row.Domain.IsInside);
        _distances.Add(row.Domain.Distance);
        _mu.Add(row.Intensities.Span);
        _sigma.Add(row.Uncertainty.Span);
        _spread.Add(row.SpreadOverFrames.Span);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit()
    {
        var (rows, points) = (_files.Count, _model.Energies.Length);
        using (var arrays = new NpzWriter(_archive.Stream))
        {
            arrays.Write<double>("energy", _model.Energies.Span, points);
            arrays.Write<double>("photon_energy", [.. _model.Energies.ToArray().Select(_model.PhotonEnergy)], points);
            _mu.WriteTo(arrays, "mu", rows, points);
            _sigma.WriteTo(arrays, "sigma", rows, points);
            _spread.WriteTo(arrays, "spread_over_frames", rows, points);
            arrays.Write("files", _sources);
            Column(arrays, "file", _files);
            Column(arrays, "frame", _frames);
            Column(arrays, "absorber", _absorbers);
            Column(arrays, "frames", _frameCounts);
            Column(arrays, "sites", _sites);
            Column(arrays, "sites_inside", _sitesInside);
            Column(arrays, "inside", _inside);
            Column(arrays, "distance", _distances);
        }

        return _archive.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _archive.Dispose();
        _mu.Dispose();
        _sigma.Dispose();
        _spread.Dispose();
    }

    private static void Column<T>(NpzWriter arrays, string name, List<T> values)
        where T : unmanaged => arrays.Write<T>(name, CollectionsMarshal.AsSpan(values), values.Count);
}
