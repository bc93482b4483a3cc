namespace Xanes.Interop;

/// <summary>Absorber sites in an order, wherever their arrays lie. Safe to read from many threads.</summary>
public interface ISiteList
{
    /// <summary>The number of sites.</summary>
    int Count { get; }

    /// <summary>The absorbing atom's 0-based index in the structure of a site.</summary>
    int Absorber(int site);

    /// <summary>The structure of a site.</summary>
    /// <exception cref="InvalidInputException">Its arrays are not those of a structure.</exception>
    StructureView Structure(int site);
}
