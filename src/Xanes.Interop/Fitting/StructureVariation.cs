namespace Xanes.Interop;

/// <summary>One thing that may change in a structure, by one parameter.</summary>
public abstract record StructureVariation
{
    /// <summary>The parameter's name; made from what varies where it is left out.</summary>
    public string? Name { get; init; }

    /// <summary>Bounds and prior; the kind's own where it is left out.</summary>
    public ParameterRange? Range { get; init; }

    /// <summary>What varies, in the words that <see cref="VariationText.Parse"/> reads.</summary>
    public abstract string Subject { get; }

    /// <summary>The unit of the parameter, such as Å; empty where it has none.</summary>
    public abstract string Unit { get; }

    /// <summary>Bounds where none are given.</summary>
    public abstract ParameterRange UsualRange { get; }
}
