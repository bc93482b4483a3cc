using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Measured.Reading;

namespace Xanes.Plugin.Tests.Measured;

/// <summary>Column files as people and beamlines write them; each holds the edge of <see cref="MeasuredFiles"/>.</summary>
public class ColumnFileTests
{
    private static readonly Func<double, double> Energy = energy => energy;
    private static readonly Func<double, double> Mu = energy => MeasuredFiles.Edge(energy);
    private static readonly Func<double, double> I0 = energy => 1e6 + energy;
    private static readonly Func<double, double> Transmitted = energy => I0(energy) * Math.Exp(-Mu(energy));
    private static readonly Func<double, double> BehindFoil = energy => Transmitted(energy) * Math.Exp(-0.5 * Mu(energy));
    private static readonly Func<double, double> Fluorescence = energy => I0(energy) * Mu(energy);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("two columns, no header", "", " ")]
    [TestCase("comments and labels", "# a foil\n#-----\n# energy mu\n", "  ")]
    [TestCase("comma-separated with a header", "energy,mu\n", ",")]
    [TestCase("a comma and a blank", "Energy (eV), xmu\n", ", ")]
    [TestCase("tabs and units", "Energy [eV]\tAbsorption\n", "\t")]
    [TestCase("percent comments", "% scan 3\n% E mu(E)\n", " ")]
    [TestCase("SPEC's labels", "#S 1 scan\n#N 2\n#L energy  mu\n", " ")]
    public void Energies_and_absorption_are_found(string _, string header, string separator)
    {
        Check(Read(header + MeasuredFiles.Lines(separator, Energy, Mu)));
    }

    [TestCase("", " ")]
    [TestCase("Energie;mu\n", ";")]
    [TestCase("energy\tmu\n", "\t")]
    public void Decimal_commas_are_decimals(string header, string separator)
    {
        Check(Read(header + MeasuredFiles.Lines(separator, Energy, Mu).Replace('.', ',')));
    }

    [Test]
    public void Lines_ends_of_any_system_and_a_byte_order_mark_are_taken()
    {
        var text = "\uFEFFenergy,mu\n" + MeasuredFiles.Lines(",", Energy, Mu);

        Check(Read(text.Replace("\n", "\r\n")));
        Check(Read(text.Replace('\n', '\r')));
    }

    [TestCase("energy mu\n")]
    [TestCase("Energy (keV) mu\n")]
    public void Energies_in_keV_become_eV(string header)
    {
        Check(Read(header + MeasuredFiles.Lines(" ", energy => energy / 1000.0, Mu)));
    }

    [Test]
    public void Intensities_become_the_absorption_of_sample_and_reference()
    {
        var spectrum = Read("# energy i0 itrans irefer ifluor\n" + MeasuredFiles.Lines(" ", Energy, I0, Transmitted, BehindFoil, Fluorescence));

        Check(spectrum);
        Assert.That(spectrum.Reference.ToArray(), Is.EqualTo(spectrum.Absorption.ToArray().Select(mu => 0.5 * mu)).Within(1e-6));
    }

    [TestCase(AbsorptionSignal.Transmission, 1.0)]
    [TestCase(AbsorptionSignal.Fluorescence, 1.0)]
    [TestCase(AbsorptionSignal.Reference, 0.5)]
    public void The_signal_can_be_chosen(AbsorptionSignal signal, double factor)
    {
        var text = "# energy i0 itrans irefer ifluor\n" + MeasuredFiles.Lines(" ", Energy, I0, Transmitted, BehindFoil, Fluorescence);

        Check(Read(text, new MeasuredFileOptions { Signal = signal }), factor);
    }

    [TestCase("energy=1 i0=2 itrans=3")]
    [TestCase("energy=1,i0=2,itrans=3")]
    [TestCase("energy=1 i0=2 ifluor=4+5")]
    public void Columns_without_names_are_told_by_number(string columns)
    {
        var text = MeasuredFiles.Lines(" ", Energy, I0, Transmitted, energy => 0.25 * Fluorescence(energy), energy => 0.75 * Fluorescence(energy));

        Check(Read(text, new MeasuredFileOptions { Columns = columns }));
        Assert.That(() => Read(text), Throws.TypeOf<InvalidInputException>().With.Message.Contains("5 columns without names; say which is which, as --columns"));
    }

    [Test]
    public void Columns_are_told_by_name_and_names_may_stand_below_each_other()
    {
        var text = "Weights:\n 1.0 1.0 1.0\nData:\nReal time clock\nAchieved Energy\nScaler A\n\n" + MeasuredFiles.Lines(" ", energy => 1.0, Energy, Mu);

        Check(Read(text, new MeasuredFileOptions { Columns = "energy=2 mu=3" }));
        Assert.That(() => Read(text), Throws.TypeOf<InvalidInputException>().With.Message.Contains("Real time clock, Achieved Energy, Scaler A"));
        Check(Read("# energy my_signal other\n" + MeasuredFiles.Lines(" ", Energy, Mu, Mu), new MeasuredFileOptions { Columns = "energy=energy mu=my_signal" }));
    }

    [Test]
    public void Points_are_sorted_repeated_energies_moved_apart_and_dead_points_left_out()
    {
        var rows = MeasuredFiles.Lines(" ", Energy, Mu).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var spectrum = Read("# energy mu\n" + string.Join('\n', rows.Reverse().Append(rows[0]).Append("9001.25 nan").Append("0 1")));

        Assert.That(spectrum.Energies.Length, Is.EqualTo(rows.Length + 1));
        Assert.That(spectrum.Energies.ToArray(), Is.Ordered.Ascending);
        Assert.That(spectrum.Energies.Span[1] - spectrum.Energies.Span[0], Is.EqualTo(0.0005).Within(1e-9));
    }

    [Test]
    public void Exponents_of_Fortran_are_numbers()
    {
        Check(Read(MeasuredFiles.Lines(" ", energy => energy / 1e4, Mu).Replace(" ", "D+04 ")));
    }

    [TestCase("energy=1 i0=9", "there is no column 9; the file has 2")]
    [TestCase("energy=1 intensity=2", "the columns' option has 'intensity=2'")]
    [TestCase("energy=1 mu=nothing", "there is no column 'nothing'; give its number, 1 to 2, or a name: energy, mu")]
    [TestCase("mu=2", "no column of energies is known among the columns energy, mu")]
    [TestCase("energy=1", "no absorption is known among the columns energy, mu")]
    public void A_wrong_column_is_answered_by_those_there_are(string columns, string complaint)
    {
        Assert.That(
            () => Read("energy mu\n" + MeasuredFiles.Lines(" ", Energy, Mu), new MeasuredFileOptions { Columns = columns }),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains(complaint));
    }

    [Test]
    public void A_line_that_does_not_fit_is_named()
    {
        var lines = MeasuredFiles.Lines(" ", Energy, Mu).Split('\n');
        lines[30] = "9000.25";

        Assert.That(() => Read("energy mu\n" + string.Join('\n', lines)), Throws.TypeOf<InvalidInputException>().With.Message.Contains("line 32: is not 2 numbers"));
    }

    [Test]
    public void A_file_cut_within_a_line_is_not_taken_for_whole()
    {
        var text = MeasuredFiles.Lines(" ", Energy, I0, Transmitted);

        Assert.That(() => Read("energy i0 itrans\n" + text[..^20]), Throws.TypeOf<InvalidInputException>().With.Message.Contains("is not 3 numbers as the lines before it"));
    }

    [Test]
    public void Decimal_commas_parted_by_commas_are_refused_rather_than_misread()
    {
        Assert.That(
            () => Read("energy, mu\n" + MeasuredFiles.Lines(";", Energy, energy => Mu(energy) + 0.015625).Replace('.', ',').Replace(';', ',')),
            Throws.TypeOf<InvalidInputException>());
    }

    [Test]
    public void Intensities_that_are_not_above_zero_are_refused()
    {
        Assert.That(
            () => Read("energy i0 itrans\n" + MeasuredFiles.Lines(" ", Energy, I0, energy => 0.0)),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("points without absorption, since intensities there are not above 0"));
    }

    [Test]
    public void Energies_from_an_edge_are_no_photon_energies()
    {
        Assert.That(
            () => Read("energy mu\n" + MeasuredFiles.Lines(" ", energy => energy - 9000.0, Mu)),
            Throws.TypeOf<InvalidInputException>().With.Message.Contains("give photon energies"));
    }

    private static void Check(MeasuredSpectrum spectrum, double factor = 1.0)
    {
        Assert.That(spectrum.Energies.ToArray(), Is.EqualTo(MeasuredFiles.Energies).Within(1e-4));
        Assert.That(spectrum.Absorption.ToArray(), Is.EqualTo(MeasuredFiles.Energies.Select(energy => factor * MeasuredFiles.Edge(energy))).Within(1e-6));
    }

    private MeasuredSpectrum Read(string text, MeasuredFileOptions? options = null)
    {
        var path = Path.Combine(_folder.Path, "scan.dat");
        File.WriteAllText(path, text);
        return MeasuredFile.Read(path, options);
    }
}
