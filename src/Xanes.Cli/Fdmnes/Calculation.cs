using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Fdmnes;

/// <summary>A calculation that the user asked for.</summary>
/// <param name="Source">The structure's file.</param>
/// <param name="Frame">The frame's 0-based number in its file.</param>
/// <param name="Absorber">The 0-based index of the absorber; null for all of a crystal's element in one calculation.</param>
/// <param name="Input">FDMNES's input.</param>
internal sealed record Calculation(string Source, int Frame, int? Absorber, FdmnesInput Input)
{
    /// <summary>The name of the calculation's folder where there are several.</summary>
    public string FolderName => $"{Path.GetFileNameWithoutExtension(Source)}-{Frame}{(Absorber is { } absorber ? $"-{absorber}" : "")}";
}
