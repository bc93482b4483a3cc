namespace Xanes.Interop;

/// <summary>A measured absorption spectrum as its file holds it: photon energies and absorption, not normalised.</summary>
public sealed class MeasuredSpectrum
{
    /// <summary>Joins a spectrum from its parts.</summary>
    /// <param name="source">The file, for messages; any text where the arrays come from elsewhere.</param>
    /// <param name="label">The record's name.</param>
    /// <param name="energies">Photon energies in eV, [n], strictly ascending.</param>
    /// <param name="absorption">The absorption mu in any unit, [n].</param>
    /// <param name="reference">The absorption of a reference, such as a foil behind the sample, [n]; empty where there is none.</param>
    /// <param name="facts">What the file says besides: key and value, such as <c>Element.symbol</c>.</param>
    /// <exception cref="InvalidInputException">
    /// Lengths differ, there are fewer than <see cref="FewestPoints"/> or more than <see cref="MostPoints"/> points, energies do not
    /// ascend from above 0, or a value is not finite.
    /// </exception>
    public MeasuredSpectrum(
        string source,
        string label,
        ReadOnlyMemory<double> energies,
        ReadOnlyMemory<double> absorption,
        ReadOnlyMemory<double> reference = default,
        IReadOnlyDictionary<string, string>? facts = null)
    {
        Source = source;
        Label = label;
        Energies = energies;
        Absorption = absorption;
        Reference = reference;
        Facts = facts ?? new Dictionary<string, string>();
        Check();
    }

    /// <summary>
    /// Makes a spectrum of points in any order. Those that are not finite, and a few at energies not above 0, are left out; repeated energies
    /// are moved apart by 0.0005 eV.
    /// </summary>
    /// <inheritdoc cref="MeasuredSpectrum(string, string, ReadOnlyMemory{double}, ReadOnlyMemory{double}, ReadOnlyMemory{double}, IReadOnlyDictionary{string, string})"/>
    public static MeasuredSpectrum FromPoints(
        string source,
        string label,
        double[] energies,
        double[] absorption,
        double[]? reference = null,
        IReadOnlyDictionary<string, string>? facts = null)
    {
        var others = reference ?? [];
        return energies.Length == absorption.Length && (others.Length == 0 || others.Length == energies.Length)
            ? EnergyAxis.Spectrum(source, label, energies, absorption, others, facts)
            : throw new InvalidInputException(
                $"{source}: {energies.Length} energies, {absorption.Length} values of absorption and {others.Length} of the reference must be equally many");
    }

    /// <summary>The fewest points that a spectrum may have.</summary>
    public const int FewestPoints = 10;

    /// <summary>The most points that a spectrum may have.</summary>
    public const int MostPoints = 1_000_000;

    /// <summary>The file it came from.</summary>
    public string Source { get; }

    /// <summary>The record's name.</summary>
    public string Label { get; }

    /// <summary>Photon energies in eV, [n], strictly ascending.</summary>
    public ReadOnlyMemory<double> Energies { get; }

    /// <summary>The absorption mu in the file's unit, [n].</summary>
    public ReadOnlyMemory<double> Absorption { get; }

    /// <summary>The absorption of the reference, [n]; empty where there is none.</summary>
    public ReadOnlyMemory<double> Reference { get; }

    /// <summary>What the file says besides, key and value; keys are those of XDI (<c>Element.symbol</c>) or <c>Athena.</c>...</summary>
    public IReadOnlyDictionary<string, string> Facts { get; }

    /// <summary>The symbol of the absorbing element, where the file names it.</summary>
    public string? Element => Facts.GetValueOrDefault("Element.symbol");

    /// <summary>The absorption edge, such as <c>K</c>, where the file names it.</summary>
    public string? Edge => Facts.GetValueOrDefault("Element.edge");

    /// <summary>The place for messages: the file, and the record where it has a name of its own.</summary>
    public string Place => Label.Length == 0 || Label == Source ? Source : $"{Source}:{Label}";

    /// <summary>The same spectrum with its energies moved.</summary>
    /// <param name="shift">What is added to every energy, in eV.</param>
    /// <exception cref="InvalidInputException">The shift is not finite, or energies would not stay above 0.</exception>
    public MeasuredSpectrum Shifted(double shift)
    {
        var energies = Energies.ToArray();
        for (var i = 0; i < energies.Length; i++)
        {
            energies[i] += shift;
        }

        return new MeasuredSpectrum(Source, Label, energies, Absorption, Reference, Facts);
    }

    /// <summary>The reference alone, as a spectrum of its own; null where there is none.</summary>
    public MeasuredSpectrum? ReferenceChannel() =>
        Reference.IsEmpty ? null : new MeasuredSpectrum(Source, $"{Label} (reference)", Energies, Reference, default, Facts);

    private void Check()
    {
        var points = Energies.Length;
        if (Absorption.Length != points || (Reference.Length != 0 && Reference.Length != points))
        {
            throw new InvalidInputException(
                $"{Place}: {points} energies, {Absorption.Length} values of absorption and {Reference.Length} of the reference must be equally many");
        }

        if (points is < FewestPoints or > MostPoints)
        {
            throw new InvalidInputException($"{Place}: has {points} points; a spectrum has {FewestPoints} to {MostPoints}");
        }

        var energies = Energies.Span;
        for (var i = 0; i < points; i++)
        {
            var reference = Reference.IsEmpty ? 0.0 : Reference.Span[i];
            if (!double.IsFinite(energies[i]) || !double.IsFinite(Absorption.Span[i]) || !double.IsFinite(reference))
            {
                throw new InvalidInputException($"{Place}: point {i} is not finite; leave it out");
            }

            if (energies[i] <= (i == 0 ? 0.0 : energies[i - 1]))
            {
                throw new InvalidInputException(
                    FormattableString.Invariant($"{Place}: the photon energy {energies[i]} eV of point {i} does not ascend from above 0; give photon energies, sorted"));
            }
        }
    }
}
