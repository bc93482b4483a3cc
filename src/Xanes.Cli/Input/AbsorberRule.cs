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
    private readonly int? _element;
    private readonly string? _model;

    private AbsorberRule(AbsorberSelection? option, string? element, string? model)
    {
        _option = option;
        _element = element is null ? null : ChemicalElement.AtomicNumber(element);
        _model = model;
    }

    /// <summary>The rule for vectors: any atom may absorb.</summary>
    /// <param name="option">The option's text, where it is given.</param>
    /// <param name="spec">The spec that may name an element.</param>
    /// <exception cref="InvalidInputException">The option is no selection.</exception>
    public static AbsorberRule ForDescriptor(string? option, DescriptorSpec spec) => new(Parse(option), spec.Absorber, null);

    /// <summary>The rule for vectors of a model's descriptor: any atom may absorb.</summary>
    /// <inheritdoc cref="ForDescriptor(string?, DescriptorSpec)"/>
    public static AbsorberRule ForDescriptor(string? option, ModelInfo model) => new(Parse(option), model.Absorber, null);

    /// <summary>The rule for spectra: only atoms of the model's element may absorb.</summary>
    /// <inheritdoc cref="ForDescriptor(string?, DescriptorSpec)"/>
    public static AbsorberRule ForModel(string? option, ModelInfo model) => new(Parse(option), model.Absorber, model.Id);

    /// <summary>The absorbers of a frame.</summary>
    /// <exception cref="InvalidInputException">There is none, or it is not of the model's element.</exception>
    public int[] Resolve(StructureFrame frame)
    {
        var absorbers = Select(frame).Resolve(frame.Structure);
        if (_model is null)
        {
            return absorbers;
        }

        foreach (var absorber in absorbers)
        {
            if (frame.Structure.AtomicNumbers[absorber] != _element)
            {
                var symbol = ChemicalElement.Symbol(_element!.Value);
                throw new InvalidInputException(
                    $"the absorber is {frame.Structure.View.NameAtom(absorber)}, but the model '{_model}' is for {symbol}; choose a {symbol} atom");
            }
        }

        return absorbers;
    }

    private static AbsorberSelection? Parse(string? option) => option is null ? null : AbsorberSelection.Parse(option);

    private AbsorberSelection Select(StructureFrame frame)
    {
        if (_option is not null)
        {
            return _model is not null && _option == AbsorberSelection.All ? AbsorberSelection.Element(_element!.Value) : _option;
        }

        if (frame.Info.TryGetValue(InfoKey, out var text))
        {
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
                ? AbsorberSelection.Index(index)
                : throw new InvalidInputException($"'{InfoKey}={text}' on the comment line must be an atom's 0-based index");
        }

        return _element is { } element
            ? AbsorberSelection.Element(element)
            : throw new InvalidInputException(
                $"no absorber is named; give --absorber (an index, a symbol or all), '{InfoKey}: Ag' in the spec, or '{InfoKey}=0' on the comment line");
    }
}
