using MathNet.Numerics.LinearAlgebra;
using Xanes.Interop;
using Xanes.Plugin.Fitting.Likelihood;
using Xanes.Plugin.Fitting.Structures;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Fitting;

/// <summary>All that a fit is made of.</summary>
/// <param name="Model">Predicts the spectra.</param>
/// <param name="Structures">Structures by parameters.</param>
/// <param name="Parameters">All parameters.</param>
/// <param name="Window">The measured points.</param>
/// <param name="Errors">Noise and the correlated error.</param>
/// <param name="Predictions">Spectra by parameters.</param>
/// <param name="Linear">Edge step and background.</param>
/// <param name="Posterior">The density.</param>
/// <param name="Threads">The number of threads.</param>
internal sealed record FitProblem(
    ISpectrumModel Model,
    StructureModel Structures,
    NuisanceParameters Parameters,
    TargetWindow Window,
    ErrorModel Errors,
    PredictedSpectra Predictions,
    LinearNuisances Linear,
    FitPosterior Posterior,
    int Threads)
{
    /// <summary>Joins the parts.</summary>
    /// <exception cref="InvalidInputException">A part is at fault.</exception>
    public static FitProblem Create(
        ISpectrumModel model, FitTarget target, IReadOnlyList<FitStart> starts, FitOptions options, CancellationToken cancellation)
    {
        var threads = FitPosterior.Threads(options);
        var structures = StructureModel.Create(starts, model, options.Seed);
        var source = Source(model, options);
        var parameters = new NuisanceParameters(structures, options, model.Info, source.OwnCoreHoleWidth);
        var window = TargetWindow.Of(target, options, model.Info);
        var predictions = new PredictedSpectra(structures, model, source, parameters, window, threads);
        var errors = new ErrorModel(window.Noise, Covariance(model, source, structures, parameters, predictions, window, options, cancellation));
        var linear = new LinearNuisances(window, errors, options, model.Info);
        var posterior = new FitPosterior(parameters, predictions, linear, window.Energies.Length, options, cancellation);
        return new FitProblem(model, structures, parameters, window, errors, predictions, linear, posterior, threads);
    }

    /// <summary>What predicts a model's spectra in the widths of a fit.</summary>
    public static IBroadenedSpectra Source(ISpectrumModel model, FitOptions options) =>
        model is SpectrumModel { Axis: { } axis } own ? new NarrowSpectra(own, axis, options) : new FinishedSpectra(model, options);

    private static Matrix<double> Covariance(
        ISpectrumModel model,
        IBroadenedSpectra source,
        StructureModel structures,
        NuisanceParameters parameters,
        PredictedSpectra predictions,
        TargetWindow window,
        FitOptions options,
        CancellationToken cancellation)
    {
        double[] middle = [.. parameters.All.Select(parameter => parameter.Quantile(0.5))];
        var predicted = new double[window.Energies.Length];
        predictions.Predict([middle], predicted, new double[1], cancellation);
        if (!predicted.All(double.IsFinite))
        {
            Array.Fill(predicted, 1.0);
        }

        var grid = model.Info.Energies.ToArray();
        double[] places = [.. window.Energies.Select(energy => energy - middle[parameters.Shift])];
        var covariance = Given(options, grid.Length) ?? OfCard(model, source, options) ?? ModelErrorCovariance.OfDeviation(grid, Deviation(model, structures, middle));
        return ModelErrorCovariance.At(grid, covariance, places) + ModelErrorCovariance.OfTheory(places, predicted, options);
    }

    /// <summary>
    /// The errors of the card, as large as they usually are: with Student's t of ν degrees of freedom over the structures their covariance
    /// is ν / (ν - 2) times the square of the usual scale.
    /// </summary>
    private static Matrix<double>? OfCard(ISpectrumModel model, IBroadenedSpectra source, FitOptions options)
    {
        if (model is not SpectrumModel { Residuals: { } residuals })
        {
            return null;
        }

        var freedom = options.ErrorDegreesOfFreedom;
        var usual = freedom > 2.5 ? (freedom - 2.0) / freedom : 0.2;
        return usual * ModelErrorCovariance.OfResiduals(residuals, (source as NarrowSpectra)?.Middle);
    }

    private static Matrix<double>? Given(FitOptions options, int points) => options.ModelCovariance.Length == 0
        ? null
        : options.ModelCovariance.Length == points * points
            ? Matrix<double>.Build.DenseOfRowMajor(points, points, options.ModelCovariance.ToArray())
            : throw new InvalidInputException(
                $"the model's covariance has {options.ModelCovariance.Length} values, its {points} energies need {points} x {points}");

    /// <summary>The model's standard deviation for the structures of a set of parameters, [m].</summary>
    private static double[] Deviation(ISpectrumModel model, StructureModel structures, double[] values)
    {
        var points = model.Info.Energies.Length;
        var sites = new DraftSites(structures);
        sites.Fill([values], 1);
        var deviation = new double[points];
        if (!model.HasUncertainty)
        {
            Array.Fill(deviation, 0.01);
            return deviation;
        }

        var spread = new float[sites.Count * points];
        var faults = model.PredictMany(
            sites, new SpectrumArrays(new float[sites.Count * points], spread), new BatchOptions { KeepGoing = true });
        if (faults.Count > 0)
        {
            throw faults[0].At("the start structure, at the middle of the bounds");
        }

        for (var site = 0; site < sites.Count; site++)
        {
            for (var i = 0; i < points; i++)
            {
                deviation[i] += spread[(site * points) + i] / sites.Count;
            }
        }

        return deviation;
    }
}
