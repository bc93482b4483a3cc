namespace Xanes.Plugin.Training;

/// <summary>A structure of a training, in <c>structures.json</c>.</summary>
/// <param name="Id">Its id in its set.</param>
/// <param name="Group">What it is of, such as a crystal; null where the set does not say.</param>
/// <param name="Absorber">The absorber's index.</param>
/// <param name="Species">The symbols of the atoms, [n].</param>
/// <param name="Positions">The positions in Å, [n, 3].</param>
internal sealed record TrainingStructure(string Id, string? Group, int Absorber, string[] Species, double[] Positions);
