using System.Globalization;
using Xanes.Interop;

namespace Xanes.Cli.Input;

/// <summary>
/// Which atoms of a frame absorb: those of the option, else the one that the frame's comment line names
/// (<c>absorber=I</c>), else the atoms of the element that the model or the spec names.
/// </summary>
internal sealed class AbsorberRule
{
    private const string InfoKey = "absorber";

    private readonly AbsorberSelection? _option;
    private readonly AbsorberSelection? _otherwise;

    private AbsorberRule(AbsorberSelection? option, string? element)
    {
        _option = option;
        _otherwise = element is null ? null : AbsorberSelection.Element(ChemicalElement.AtomicNumber(element));
    }

    /// <summary>The rule for vectors: any atom may absorb.</summary>
    /// <param name="option">The option's text, where it is given.</param>
    /// <param name="element">The symbol of the element that the spec or the model names, if any.</param>
    /// <exception cref="InvalidInputException">The option is no selection.</exception>
    public static AbsorberRule ForDescriptor(string? option, string? element) => new(Parse(option), element);

    /// <summary>The rule for spectra, where <c>all</c> means all atoms of the model's element.</summary>
    /// <inheritdoc cref="ForDescriptor"/>
    public static AbsorberRule ForModel(string? option, string element) =>
        Parse(option) is { } selection && selection != AbsorberSelection.All
            ? new AbsorberRule(selection, element)
            : new AbsorberRule(option is null ? null : AbsorberSelection.Element(ChemicalElement.AtomicNumber(element)), element);

    /// <summary>The absorbers of a frame, 0-based.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public int[] Resolve(StructureFrame frame) => (_option ?? FromInfo(frame) ?? _otherwise ?? throw NothingNamed()).Resolve(frame.Structure);

    private static AbsorberSelection? Parse(string? option) => option is null ? null : AbsorberSelection.Parse(option);

    /// <summary>The atomic numbers of the atoms of a frame that may absorb, before a model is chosen.</summary>
    /// <param name="option">The option's text, where it is given.</param>
    /// <param name="frame">The frame.</param>
    /// <exception cref="InvalidInputException">The option is no selection.</exception>
    public static int[] Elements(string? option, StructureFrame frame) =>
        AbsorberSelection.Elements(frame.Structure, Parse(option) ?? FromInfo(frame));

    private static AbsorberSelection? FromInfo(StructureFrame frame)
    {
        if (!frame.Info.TryGetValue(InfoKey, out var text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
            ? AbsorberSelection.Index(index)
            : throw new InvalidInputException($"'{InfoKey}={text}' on the comment line must be an atom's 0-based index");
    }

    private static InvalidInputException NothingNamed() =>
        new($"no absorber is named; give --absorber (an index, a symbol or all), '{InfoKey}:' with a symbol in the spec, or '{InfoKey}=0' on the comment line");
}
