using System.Text;
using ScottPlot;
using Xanes.Cli.Output;
using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Plotting;

/// <summary>Spectra as a picture, png or svg; those of a frame in groups, and of very many frames every so many.</summary>
internal sealed class SpectrumPlotWriter : IRowWriter<SpectrumRow>
{
    private const int MaximumLines = 200;
    private const int Width = 1000;
    private const int Height = 640;
    private const int PixelsPerPoint = 2;

    private readonly OutputFile _file;
    private readonly bool _isSvg;
    private readonly ModelInfo _model;
    private readonly SpectrumLines _lines = new(MaximumLines);

    /// <summary>Opens the file.</summary>
    public SpectrumPlotWriter(string path, ModelInfo model)
    {
        _file = new OutputFile(path);
        _isSvg = Path.GetExtension(path).Equals(".svg", StringComparison.OrdinalIgnoreCase);
        _model = model;
    }

    /// <inheritdoc/>
    public void Write(SpectrumRow row) => _lines.Add(row);

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit()
    {
        _lines.End();
        using var plot = SpectrumPlot.Draw(_lines, _model);
        _file.Stream.Write(_isSvg ? Encoding.UTF8.GetBytes(plot.GetSvgXml(Width, Height)) : Png(plot));
        return _file.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static byte[] Png(Plot plot)
    {
        plot.ScaleFactor = PixelsPerPoint;
        return plot.GetImageBytes(PixelsPerPoint * Width, PixelsPerPoint * Height, ImageFormat.Png);
    }
}
