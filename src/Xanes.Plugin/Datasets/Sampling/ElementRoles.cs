using Xanes.Interop;

namespace Xanes.Plugin.Datasets.Sampling;

/// <summary>The names that a recipe may use in place of symbols, so that it holds for any protocol: <c>absorber</c> and <c>others</c>.</summary>
/// <param name="absorber">The absorber's atomic number.</param>
/// <param name="elements">The atomic numbers of the protocol's elements.</param>
internal sealed class ElementRoles(int absorber, IReadOnlyList<int> elements)
{
    private const string AbsorberRole = "absorber";
    private const string OthersRole = "others";

    /// <summary>The absorber's atomic number.</summary>
    public int Absorber => absorber;

    /// <summary>Whether a name is one of the roles.</summary>
    public static bool IsRole(string name) => name is AbsorberRole or OthersRole;

    /// <summary>The elements that a symbol or a role stands for.</summary>
    /// <exception cref="InvalidInputException">It is neither.</exception>
    public IEnumerable<int> Of(string name) => name switch
    {
        AbsorberRole => [absorber],
        OthersRole => elements.Where(element => element != absorber),
        _ => [ChemicalElement.AtomicNumber(name)],
    };
}
