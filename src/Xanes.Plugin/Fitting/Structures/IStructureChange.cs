namespace Xanes.Plugin.Fitting.Structures;

/// <summary>One change of a structure by one parameter. Safe to use from many threads.</summary>
internal interface IStructureChange
{
    /// <summary>Whether a crystal stays one: the change moves all images of an atom alike.</summary>
    bool KeepsCrystal { get; }

    /// <summary>Applies the change.</summary>
    /// <param name="draft">The atoms, the absorber first.</param>
    /// <param name="value">The parameter.</param>
    void Apply(StructureDraft draft, double value);
}
