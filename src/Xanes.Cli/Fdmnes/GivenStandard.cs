using Xanes.Cli.Input;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Fdmnes;

/// <summary>A measured standard and its crystal, read and checked before FDMNES computes anything.</summary>
/// <param name="Measured">The measured spectrum.</param>
/// <param name="Crystal">The crystal, which holds the absorber.</param>
internal sealed record GivenStandard(NormalisedSpectrum Measured, StructureFrame Crystal)
{
    private const double MostDistance = 50.0;

    /// <summary>Reads both files.</summary>
    /// <param name="spectrum">FILE or FILE:RECORD; null for none.</param>
    /// <param name="structure">The crystal's file; null for none.</param>
    /// <param name="draft">The protocol as far as it is asked for.</param>
    /// <param name="session">Reads the files.</param>
    /// <returns>Null where none is given.</returns>
    /// <exception cref="InvalidInputException">
    /// A file cannot be read, the spectrum is of another element, or the structure is no crystal with the absorber.
    /// </exception>
    public static GivenStandard? Read(string? spectrum, string? structure, ProtocolDraft draft, Session session)
    {
        if (spectrum is null || structure is null)
        {
            return null;
        }

        var measured = OneRecord.Of(session.Plugin.ReadMeasured(spectrum), spectrum);
        var symbol = ChemicalElement.Symbol(draft.Absorber);
        if (measured.Element is { } element && !element.Trim().Equals(symbol, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidInputException($"{measured.Place}: is a spectrum of {element.Trim()}, not of {symbol}; name a standard of the absorber with --standard");
        }

        var normalised = session.Plugin.Normalise(measured);
        var crystal = session.Plugin.ReadStructures(structure).FirstOrDefault() ?? throw new InvalidInputException($"{structure}: has no structure");
        var standard = new GivenStandard(normalised, crystal);
        standard.CheckCrystal(draft);
        return standard;
    }

    /// <summary>The protocol that the crystal can be computed with.</summary>
    public ProtocolDraft WithElements(ProtocolDraft draft) => draft with { Elements = [.. draft.Elements.Union(Crystal.Structure.AtomicNumbers.ToArray())] };

    /// <summary>Makes sure that the spectrum is one of the edge, once its energy is known.</summary>
    /// <exception cref="InvalidInputException">The measured edge lies far off.</exception>
    public void CheckEdge(ProtocolDraft draft)
    {
        if (Math.Abs(Measured.E0 - draft.EdgeEnergy) > MostDistance)
        {
            throw new InvalidInputException(FormattableString.Invariant(
                $"{Measured.Measured.Place}: its edge lies at {Measured.E0:0} eV, that of {ChemicalElement.Symbol(draft.Absorber)} {draft.Edge} at {draft.EdgeEnergy:0} eV; name a standard of the absorber with --standard"));
        }
    }

    /// <summary>Writes the input of the crystal, which checks it; energies and widths have no part in that.</summary>
    private void CheckCrystal(ProtocolDraft draft)
    {
        var any = WithElements(draft) with { EdgeEnergy = 1.0, CoreHoleWidth = 1.0 };
        try
        {
            FdmnesInput.OfCrystal(FdmnesProtocol.From(YamlMap.Parse(any.ToYaml(), "the protocol")), Crystal.Structure, AbsorberSelection.Element(draft.Absorber));
        }
        catch (InvalidInputException fault)
        {
            throw new InvalidInputException($"{Crystal.Source}: {fault.Message}; name the standard's crystal with --structure", fault);
        }
    }
}
