using ScottPlot;
using SkiaSharp;
using Xanes.Cli.Output;

namespace Xanes.Cli.Plotting;

/// <summary>Writes a picture of several panels, png or svg.</summary>
internal static class PanelFile
{
    private const int PixelsPerPoint = 2;

    /// <summary>Writes the panels.</summary>
    /// <param name="target">The file.</param>
    /// <param name="plots">The panels, arranged.</param>
    /// <param name="width">The picture's width in points.</param>
    /// <param name="height">Its height in points.</param>
    public static void Save(OutputTarget target, Multiplot plots, int width, int height)
    {
        foreach (var plot in plots.GetPlots())
        {
            plot.Font.Set(PlotFont.Family);
        }

        using var file = new OutputFile(target.Path);
        var figure = new PixelRect(0, width, height, 0);
        if (target.Extension == ".svg")
        {
            using var canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), file.Stream);
            plots.Render(canvas, figure);
        }
        else
        {
            using var surface = SKSurface.Create(new SKImageInfo(PixelsPerPoint * width, PixelsPerPoint * height));
            surface.Canvas.Clear(SKColors.White);
            surface.Canvas.Scale(PixelsPerPoint);
            plots.Render(surface.Canvas, figure);
            using var image = surface.Snapshot();
            using var png = image.Encode(SKEncodedImageFormat.Png, 100);
            png.SaveTo(file.Stream);
        }

        file.Commit();
    }
}
