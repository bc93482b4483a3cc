namespace Xanes.Plugin.Fitting.Structures;

/// <summary>A quantity that follows from the parameters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="Of">Its value for the values of all parameters.</param>
internal sealed record DerivedQuantity(string Name, string Unit, Func<double[], double> Of);
