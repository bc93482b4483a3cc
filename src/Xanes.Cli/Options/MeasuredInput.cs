using System.CommandLine;
using Xanes.Interop;

namespace Xanes.Cli.Options;

/// <summary>Measured spectra that a command compares with others: read, treated and normalised.</summary>
internal sealed class MeasuredInput(MeasuredOptions options)
{
    /// <summary>The normalised spectrum of one record.</summary>
    /// <param name="address">FILE or FILE:RECORD.</param>
    /// <exception cref="InvalidInputException">There is no such spectrum, or the file holds several and none is named.</exception>
    public NormalisedSpectrum Normalised(string address, ParseResult arguments, Session session) => options.ReadOne(address, arguments, session);

    /// <summary>The normalised spectra of all records of some files.</summary>
    /// <exception cref="InvalidInputException">A file is missing, or a record is damaged.</exception>
    public IReadOnlyList<NormalisedSpectrum> All(IReadOnlyList<string> addresses, ParseResult arguments, Session session) =>
    [
        .. addresses.SelectMany(address => session.Plugin.ReadMeasured(address, options.Reading(arguments)))
            .Select(record => Normalise(record.SpectrumOrThrow(), arguments, session)),
    ];

    /// <summary>The spectra of some files as those of a mixture, one of them left out.</summary>
    /// <param name="addresses">FILE or FILE:RECORD.</param>
    /// <param name="place">The place of the one that is left out.</param>
    public IEnumerable<NamedSpectrum> Others(IReadOnlyList<string> addresses, string place, ParseResult arguments, Session session) =>
        All(addresses, arguments, session).Where(spectrum => spectrum.Measured.Place != place).Select(Named);

    /// <summary>The spectrum as the target of a fit.</summary>
    public FitTarget Target(string address, double? noise, ParseResult arguments, Session session)
    {
        var spectrum = Normalised(address, arguments, session);
        return new FitTarget(spectrum.Measured.Energies, spectrum.Flattened, noise is { } deviation ? new[] { deviation } : default);
    }

    /// <summary>A normalised spectrum under the name of its place.</summary>
    public static NamedSpectrum Named(NormalisedSpectrum spectrum) => new(spectrum.Measured.Place, spectrum.Measured.Energies, spectrum.Flattened);

    private NormalisedSpectrum Normalise(MeasuredSpectrum measured, ParseResult arguments, Session session) =>
        session.Plugin.Normalise(session.Plugin.Treat(measured, options.Treatment(arguments)), options.Normalisation(arguments));
}
