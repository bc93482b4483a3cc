namespace Xanes.Interop;

/// <summary>A structure and the 0-based index of its absorbing atom: what a spectrum or a descriptor belongs to.</summary>
public readonly record struct AbsorberSite(AtomicStructure Structure, int Absorber);
