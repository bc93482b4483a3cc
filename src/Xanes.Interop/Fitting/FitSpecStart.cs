namespace Xanes.Interop;

/// <summary>A start as a YAML text describes it.</summary>
/// <param name="Name">Its name; null where the text gives none.</param>
/// <param name="Structure">The structure's file; null where the structure comes from elsewhere.</param>
/// <param name="Frame">The 0-based frame of that file.</param>
/// <param name="Absorber">The absorbers; null where the text does not say.</param>
/// <param name="Variations">What may change.</param>
public sealed record FitSpecStart(
    string? Name, string? Structure, int Frame, AbsorberSelection? Absorber, IReadOnlyList<StructureVariation> Variations)
{
    private static readonly string[] Keys = ["name", "structure", "frame", "absorber", "vary"];

    /// <summary>Reads a start.</summary>
    /// <exception cref="InvalidInputException">A key is unknown or its value is not valid.</exception>
    internal static FitSpecStart Read(YamlMap map)
    {
        FitSpec.CheckKeys(map, Keys);
        return new FitSpecStart(
            map.Has("name") ? map.Text("name") : null,
            map.Has("structure") ? map.Text("structure") : null,
            map.Has("frame") ? map.Integer("frame") : 0,
            map.Has("absorber") ? AbsorberSelection.Parse(map.Text("absorber")) : null,
            map.Has("vary") ? [.. map.Texts("vary").Select(text => Variation(text, map.Source))] : []);
    }

    private static StructureVariation Variation(string text, string source)
    {
        try
        {
            return VariationText.Parse(text);
        }
        catch (InvalidInputException fault)
        {
            throw fault.At(source);
        }
    }
}
