namespace Xanes.Plugin.Structures;

/// <summary>The file formats that structures are read from.</summary>
public enum StructureFormat
{
    /// <summary>xyz, plain or extended, any number of frames.</summary>
    Xyz,

    /// <summary>POSCAR or CONTCAR of VASP 4 or 5, one frame, or its XDATCAR, any number of frames.</summary>
    Poscar,

    /// <summary>Crystallographic information file, one frame a data block.</summary>
    Cif,
}
