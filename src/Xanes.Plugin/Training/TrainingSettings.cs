namespace Xanes.Plugin.Training;

/// <summary>The settings of a training, <c>job.json</c>; <c>python/xanes/train/job.py</c> reads them.</summary>
/// <param name="Families">The families to train.</param>
/// <param name="Seed">What random numbers begin with.</param>
/// <param name="Refit">Whether the model is fitted to the validation parts as well in the end.</param>
/// <param name="Sets">The names of the data sets.</param>
/// <param name="Features">The names of the features.</param>
/// <param name="LeftOut">The features that are too large for a training, each with the reason.</param>
/// <param name="Neighbours">What the learners on neighbours know of their descriptor; null where there is none.</param>
/// <param name="Start">The file of the weights to start from; null for none.</param>
/// <param name="Repeats">How often each set counts; null where all count once.</param>
/// <param name="LowestCutOff">The lowest cut-off energy of the convolution in eV; null where spectra are not broadened afterwards.</param>
internal sealed record TrainingSettings(
    IReadOnlyList<string> Families,
    int Seed,
    bool Refit,
    string[] Sets,
    string[] Features,
    IReadOnlyDictionary<string, string> LeftOut,
    NeighbourFacts? Neighbours,
    string? Start,
    int[]? Repeats,
    double? LowestCutOff);
