using Xanes.Cli.Output;
using Xanes.Interop;
using Xanes.Plugin.Files;
using Xanes.Plugin.Fitting.Files;

namespace Xanes.Cli.Fitting;

/// <summary>The folder that a fit is written into.</summary>
internal sealed class FitFolder(string folder)
{
    /// <summary>Makes the folder, before any long work.</summary>
    /// <exception cref="InvalidInputException">It cannot be made.</exception>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{folder}: cannot be made ({fault.Message}); choose another folder", fault);
        }
    }

    /// <summary>Writes best.extxyz, posterior.npz, result.yaml, the pictures and report.md.</summary>
    /// <param name="result">The result.</param>
    /// <param name="measured">Where the measured spectrum comes from.</param>
    /// <param name="options">How it was fitted.</param>
    public void Write(FitResult result, string measured, FitOptions options)
    {
        FitStructures.Write(In("best.extxyz"), result);
        PosteriorFile.Write(In("posterior.npz"), result);
        DurableFile.WriteText(In("result.yaml"), FitResultYaml.Write(result, measured, options));
        FitPlot.Save(Picture("fit.png"), result, measured);
        CornerPlot.Save(Picture("corner.png"), result);
        DistributionPlot.Save(Picture("distances.png"), result);
        DurableFile.WriteText(In("report.md"), FitReport.Write(result, measured, options));
    }

    private string In(string file) => Path.Combine(folder, file);

    private OutputTarget Picture(string file) => new(In(file), Path.GetExtension(file));
}
