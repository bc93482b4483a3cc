using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Xanes.Cli.Input;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Cli.Plotting;
using Xanes.Interop;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes measured</c>: reads a measured spectrum, finds its edge and normalises it.</summary>
internal sealed class MeasuredCommand : XanesCommand
{
    private const string ManualText = """
        Examples:
          xanes measured foil.xdi --plot foil.png                   read, find the edge, normalise, draw what was done
          xanes measured ag.prj                                     the records of an Athena project
          xanes measured "ag.prj:Ag oxide" -o oxide.csv             one of them, by its label, its group's name or its number
          xanes measured scan.dat --columns "energy=1 i0=2 ifluor=5+6+7" --signal fluorescence
          xanes measured scan.csv --e0 25514 --pre-edge -150,-40 --post-edge 50,900 --nnorm 2
          xanes measured "ag.prj:Ag oxide" --align foil.xdi         moved until its reference channel lies on the foil

        Files are XDI (1.0, 1.1), Athena projects (Perl or JSON, compressed or not) and columns of numbers, told apart by their content.
        mu is a column of it, ln(i0/itrans), or ifluor/i0; ln(itrans/irefer) is the reference. An axis in degrees becomes a photon energy
        with the lattice spacing. Energies of Athena records hold the shift that Athena shows them with.

        e0, the pre-edge line, the post-edge polynomial, the edge step and the flattened spectrum are those of Larch's pre_edge, as are
        the ranges where they are not given.

        Outputs (-o):
          s.csv    energy, mu, pre_edge, post_edge, norm, flat, and reference where there is one
          s.xdi    the same, with e0 and the edge step in the header
          s.json   the same, with the ranges and degrees that were used
        """;

    private readonly Argument<string> _file = new("FILE") { Description = "The file, or a record of it as FILE:RECORD" };

    private readonly MeasuredOptions _measured = new();

    private readonly Option<string?> _align = new("--align")
    {
        Description = "Move the spectrum until its reference channel, or itself where it has none, lies on this one",
        HelpName = "FILE[:RECORD]",
    };

    private readonly OutputOption _output = new(
        new Option<string?>("--output", "-o") { Description = "Write the normalised spectrum to this file", HelpName = "s.csv|.xdi|.json" },
        ".csv", ".xdi", ".json");

    private readonly OutputOption _plot = new(
        new Option<string?>("--plot") { Description = "Draw what was done into this file", HelpName = "s.png|.svg" }, ".png", ".svg");

    /// <summary>Makes the command.</summary>
    public MeasuredCommand()
        : base("measured", "Read a measured spectrum, find its edge and normalise it", ManualText)
    {
        Add(_file);
        _measured.AddTo(this);
        Add(_align);
        Add(_output.Option);
        Add(_plot.Option);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var target = _output.Read(arguments);
        var picture = _plot.Read(arguments);
        var path = arguments.GetRequiredValue(_file);
        var records = session.Plugin.ReadMeasured(path, _measured.Reading(arguments));
        if (records.Count > 1)
        {
            return List(records, path, target ?? picture, session);
        }

        var measured = Aligned(session.Plugin.Treat(records[0].SpectrumOrThrow(), _measured.Treatment(arguments)), arguments, session);
        var normalised = session.Plugin.Normalise(measured, _measured.Normalisation(arguments));
        if (target is not null)
        {
            NormalisedFile.Write(target, normalised);
        }

        if (picture is not null)
        {
            NormalisationPlot.Save(picture, normalised);
        }

        Tell(normalised, target, session);
        return ExitStatus.Success;
    }

    private MeasuredSpectrum Aligned(MeasuredSpectrum measured, ParseResult arguments, Session session)
    {
        if (arguments.GetValue(_align) is not { } foil)
        {
            return measured;
        }

        var onto = OneRecord.Of(session.Plugin.ReadMeasured(foil), foil);
        var reference = measured.ReferenceChannel();
        var alignment = session.Plugin.Align(reference ?? measured, onto);
        session.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"moved by {alignment.Shift:0.000} eV onto {onto.Place}, by {(reference is null ? "itself, since it has no reference" : "its reference")}; the derivatives correlate by {alignment.Correlation:0.0000}"));
        return measured.Shifted(alignment.Shift);
    }

    private static int List(IReadOnlyList<MeasuredRecord> records, string path, OutputTarget? unwritten, Session session)
    {
        if (unwritten is not null)
        {
            throw new InvalidInputException($"{path}: holds {records.Count} records, {unwritten.Path} takes one; name it, as '{path}:{records[0].Label}'");
        }

        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => json.WriteRecords(records)));
            return ExitStatus.Success;
        }

        var table = Tables.New(3, "Number", "Record", "Group", "Points", "First (eV)", "Last (eV)", "Reference");
        foreach (var record in records)
        {
            table.AddRow([
                record.Number.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(record.Label),
                Markup.Escape(record.Group),
                .. record.Spectrum is { } spectrum
                    ? new[] { $"{spectrum.Energies.Length}", Text(spectrum.Energies.Span[0]), Text(spectrum.Energies.Span[^1]), spectrum.Reference.IsEmpty ? "" : "yes" }
                    : [Markup.Escape(Reason(record, path)), "", "", ""]]);
        }

        Tables.Print(table, session.Terminal);
        session.Terminal.Out.WriteLine($"Name a record to normalise it, as xanes measured '{path}:{records[0].Label}'.");
        return ExitStatus.Success;
    }

    private static string Reason(MeasuredRecord record, string path)
    {
        var message = record.Fault!.Message;
        var place = $"{path}:{record.Label}: ";
        return message.StartsWith(place, StringComparison.Ordinal) ? message[place.Length..] : message;
    }

    private static void Tell(NormalisedSpectrum normalised, OutputTarget? target, Session session)
    {
        if (session.Json)
        {
            session.Terminal.Out.WriteLine(JsonText.Of(json => json.WriteNormalised(normalised)));
            return;
        }

        var (measured, used) = (normalised.Measured, normalised.Used);
        (string Name, string Value)[] facts =
        [
            ("Spectrum", measured.Place),
            ("Points", string.Create(CultureInfo.InvariantCulture, $"{measured.Energies.Length}, {measured.Energies.Span[0]:0.0} to {measured.Energies.Span[^1]:0.0} eV{(measured.Reference.IsEmpty ? "" : ", with a reference")}")),
            ("e0", string.Create(CultureInfo.InvariantCulture, $"{normalised.E0:0.00} eV")),
            ("Edge step", string.Create(CultureInfo.InvariantCulture, $"{normalised.EdgeStep:0.######}")),
            ("Pre-edge", string.Create(CultureInfo.InvariantCulture, $"{(used.PreEdgeDegree == 0 ? "constant" : "line")}, {used.PreEdgeStart:0.##} to {used.PreEdgeEnd:0.##} eV from e0{(used.VictoreenExponent > 0 ? $", nvict {used.VictoreenExponent}" : "")}")),
            ("Post-edge", string.Create(CultureInfo.InvariantCulture, $"degree {used.PostEdgeDegree}, {used.PostEdgeStart:0.##} to {used.PostEdgeEnd:0.##} eV from e0")),
        ];
        foreach (var (name, value) in facts)
        {
            session.Terminal.Out.WriteLine($"{name,-10} {value}");
        }

        if (target is not null)
        {
            session.Note($"the normalised spectrum is in {target.Path}");
        }
    }

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
