namespace Xanes.Plugin.Training;

/// <summary>What a report tells of its model.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Description">One line about it.</param>
/// <param name="Absorber">The symbol of the absorbing element.</param>
/// <param name="Edge">The edge.</param>
/// <param name="EdgeEnergy">The edge's energy in eV.</param>
/// <param name="Family">The learner's family.</param>
/// <param name="Split">How its data were split.</param>
internal sealed record ModelFacts(string Id, string Description, string Absorber, string Edge, double EdgeEnergy, string Family, string Split);
