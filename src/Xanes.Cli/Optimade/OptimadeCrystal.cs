using Xanes.Interop;

namespace Xanes.Cli.Optimade;

/// <summary>A crystal of a database.</summary>
/// <param name="Provider">The database.</param>
/// <param name="Id">Its identifier there.</param>
/// <param name="Formula">Its formula as the database writes it.</param>
/// <param name="Structure">The atoms.</param>
internal sealed record OptimadeCrystal(OptimadeProvider Provider, string Id, string Formula, AtomicStructure Structure)
{
    /// <summary>The name by which it is told apart, as <c>cod/2101498</c>.</summary>
    public string Name => $"{Provider.Id}/{Id}";
}
