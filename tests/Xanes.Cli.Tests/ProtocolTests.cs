using System.Globalization;
using System.Text.RegularExpressions;
using Xanes.Cli.Tests.Support;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Tests;

/// <summary>Protocols for an absorber of the user's; FDMNES is its recorded runs on iron.</summary>
internal sealed class ProtocolTests
{
    private static readonly string StandIn = Repository.PathOf("tests/data/fdmnes/stand-in-fe.sh");

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TestFolder();
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("the stand-in for FDMNES is a shell script");
        }
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void FDMNES_is_asked_for_edge_energy_core_hole_and_core_level_and_a_data_set_can_be_made_of_the_answer()
    {
        var file = _folder.PathOf("fe.yaml");

        var run = New("--absorber", "Fe", "--elements", "O,S", "-o", file, "--fdmnes", StandIn);

        Assert.That(run.Status, Is.Zero, run.Error);
        var protocol = FdmnesProtocol.Open(file);
        Assert.That(protocol.Id, Is.EqualTo("fe-k-green"));
        Assert.That(protocol.Elements, Is.EqualTo(new[] { 8, 16, 26 }));
        Assert.That(protocol.EdgeEnergy, Is.EqualTo(7112.0), "the energy of tables, to which the calibration is added");
        Assert.That(protocol.Broadening.CoreHoleWidth, Is.EqualTo(1.25), "Krause and Oliver, J. Phys. Chem. Ref. Data 8 (1979) 329");
        Assert.That(protocol.EpsiiReference, Is.EqualTo(6972.7));
        Assert.That(protocol.EdgeStep, Is.Null);
        Assert.That(double.Parse(protocol.ImaginaryEnergy!, CultureInfo.InvariantCulture), Is.LessThan(protocol.Broadening.CoreHoleWidth / 4.0));

        var set = CommandRun.Of(_folder, "dataset", "new", _folder.PathOf("set"), "--protocol", file, "--count", "20");
        Assert.That(set.Status, Is.Zero, set.Error);
        Assert.That(_folder.Read("set/plan.yaml"), Does.Contain("others: radii"));
        Assert.That(Directory.GetDirectories(_folder.PathOf("set/jobs/waiting")), Has.Length.EqualTo(20));
    }

    [Test]
    public void A_measured_foil_gives_the_edge_step_of_tables_and_the_calibration_of_energies()
    {
        var crystal = _folder.Write("Fe.poscar", "bcc iron\n2.8665\n1 0 0\n0 1 0\n0 0 1\nFe\n2\ndirect\n0 0 0\n0.5 0.5 0.5\n");
        var foil = Repository.PathOf("tests/data/measured/Fe_Foil_rt_2016Foils.xdi");

        var run = New("--absorber", "Fe", "--elements", "O", "-o", _folder.PathOf("fe.yaml"), "--fdmnes", StandIn, "--standard", foil, "--structure", crystal);

        Assert.That(run.Status, Is.Zero, run.Error);
        var protocol = FdmnesProtocol.Open(_folder.PathOf("fe.yaml"));

        // NIST's tables of mass attenuation (Hubbell and Seltzer): 53.19 and 407.6 cm2/g below and above the K edge of iron.
        const double Tabulated = (407.6 - 53.19) * 55.845 / 6.02214e23 / 1e-18;
        Assert.That(protocol.EdgeStep, Is.EqualTo(Tabulated).Within(10).Percent);
        Assert.That(protocol.EnergyCalibration, Is.EqualTo(0.0).Within(1.0), "the foil's beamline is calibrated to 7112 eV");
        Assert.That(protocol.Calibration, Does.Contain("measured Fe_Foil_rt_2016Foils.xdi").And.Contain("Fe.poscar"));
    }

    [Test]
    public void Without_FDMNES_all_missing_facts_are_told_at_once_and_can_be_given()
    {
        var missing = New("-a", "Zn", "--elements", "O", "-o", _folder.PathOf("zn.yaml"));
        Assert.That(missing.Status, Is.EqualTo(2));
        Assert.That(missing.Error, Does.Contain("--edge-energy EV and --core-hole-width EV").And.Contain("--fdmnes"));

        var given = New("-a", "Zn", "--elements", "O", "-o", _folder.PathOf("zn.yaml"), "--edge-energy", "9659", "--core-hole-width", "1.67");
        Assert.That(given.Status, Is.Zero, given.Error);
        Assert.That(FdmnesProtocol.Open(_folder.PathOf("zn.yaml")).EpsiiReference, Is.Null);
    }

    [Test]
    public void All_mistakes_are_told_at_once_and_other_edges_are_refused_before_anything_is_computed()
    {
        var run = New("-a", "Zx", "--elements", "O,Qq", "--edge", "L3", "--standard", "foil.xdi", "-o", _folder.PathOf("zx.yaml"), "--fdmnes", "/no/such/program");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("'Zx'").And.Contain("'Qq'").And.Contain("--edge L3 cannot be computed").And.Contain("--structure"));
    }

    [Test]
    public void Files_that_cannot_serve_are_refused_before_FDMNES_runs()
    {
        var fdmnes = Program("fdmnes", "touch \"$(dirname \"$0\")/ran\"; exit 1");
        var foil = Repository.PathOf("tests/data/measured/Fe_Foil_rt_2016Foils.xdi");
        var copper = Repository.PathOf("tests/data/measured/Cu_Foil_rt_2016Foils.xdi");
        var iron = Repository.PathOf("models/data/fe-cuts/sources/Fe.cif");
        var silver = Repository.PathOf("tests/data/structures/ag2o.cif");
        var cluster = _folder.WriteFrames("cluster.xyz", "FeO");
        var fe = _folder.PathOf("fe.yaml");

        (string Standard, string Structure, string Output, string Told)[] cases =
        [
            ("no-such.xdi", iron, fe, "no-such.xdi: there is no such file"),
            (_folder.Write("empty.xdi", ""), iron, fe, "empty.xdi"),
            (copper, iron, fe, "Cu_Foil_rt_2016Foils.xdi:Cu: is a spectrum of Cu, not of Fe"),
            (foil, "no-such.cif", fe, "no-such.cif: there is no such file"),
            (foil, silver, fe, "ag2o.cif: "),
            (foil, cluster, fe, "cluster.xyz: the structure is not periodic"),
            (foil, iron, _folder.PathOf("nowhere/fe.yaml"), "nowhere; make it first"),
            (foil, iron, _folder.PathOf("."), "is a folder; name a file"),
        ];
        foreach (var (standard, structure, output, told) in cases)
        {
            var run = New("-a", "Fe", "--elements", "O", "--standard", standard, "--structure", structure, "-o", output, "--fdmnes", fdmnes);
            Assert.That(run.Status, Is.EqualTo(2), told);
            Assert.That(run.ErrorLines, Has.Length.EqualTo(1), told);
            Assert.That(run.Error, Does.Contain(told));
        }

        Assert.That(_folder.Files, Has.None.EqualTo("ran"));
    }

    [Test]
    public void A_standard_whose_edge_lies_elsewhere_is_refused_though_its_file_names_no_element()
    {
        var lines = File.ReadLines(Repository.PathOf("tests/data/measured/Cu_Foil_rt_2016Foils.xdi")).Where(line => !line.Contains("Element", StringComparison.Ordinal));
        var standard = _folder.Write("foil.xdi", string.Join('\n', lines) + "\n");

        var run = New("-a", "Fe", "--elements", "O", "--standard", standard, "--structure", Repository.PathOf("models/data/fe-cuts/sources/Fe.cif"), "-o", _folder.PathOf("fe.yaml"), "--fdmnes", StandIn);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Match(@"its edge lies at 89\d\d eV, that of Fe K at 7112 eV"));
    }

    [Test]
    public void A_protocol_that_was_edited_by_hand_is_not_written_over()
    {
        var file = _folder.Write("mine.yaml", "# mine");

        var run = New("-a", "Zn", "--elements", "O", "-o", file, "--edge-energy", "9659", "--core-hole-width", "1.67");

        Assert.That(run.Error, Does.Contain("is there already"));
        Assert.That(_folder.Read("mine.yaml"), Is.EqualTo("# mine"));
    }

    [Test]
    public void Shipped_protocols_and_presets_are_listed_and_printed_as_they_are()
    {
        Assert.That(CommandRun.Of(_folder, "protocol", "list").Output, Does.Contain("ag-k-green-2").And.Contain("ag-k-fdm-1"));
        var printed = CommandRun.Of(_folder, "protocol", "show", "ag-k-green-2");
        Assert.That(printed.Output, Is.EqualTo(FdmnesProtocols.ReadText("ag-k-green-2")));
        Assert.That(CommandRun.Of(_folder, "dataset", "presets").Output, Does.Contain("random-clusters").And.Contain("crystal-cuts"));
        Assert.That(CommandRun.Of(_folder, "dataset", "presets", "random-clusters").Output, Does.Contain("sampling: random"));
    }

    [Test]
    public void A_data_set_whose_absorber_has_no_shipped_protocol_says_what_to_type()
    {
        var unnamed = CommandRun.Of(_folder, "dataset", "new", _folder.PathOf("set"), "--count", "2");
        var copper = CommandRun.Of(_folder, "dataset", "new", _folder.PathOf("set"), "--count", "2", "--absorber", "Cu", "--elements", "O,Si");
        var without = CommandRun.Of(_folder, "dataset", "new", _folder.PathOf("set"), "--count", "2", "--preset", "random-clusters");

        Assert.That(unnamed.Error, Does.Contain("name the absorber"));
        Assert.That(copper.Error, Does.Contain("'xanes protocol new --absorber Cu --elements O,Si -o protocol.yaml'"));
        Assert.That(without.Error, Does.Contain("names no protocol; give one with --protocol"));
        Assert.That(new[] { unnamed.Status, copper.Status, without.Status }, Is.All.EqualTo(2));
    }

    [Test]
    public void No_help_and_no_preset_for_any_absorber_names_silver_by_accident()
    {
        foreach (var preset in new[] { "random-clusters", "crystal-cuts", "structure-files" })
        {
            Assert.That(Regex.IsMatch(CommandRun.Of(_folder, "dataset", "presets", preset).Output, @"\bAg\b|ag-k|[Ss]ilver"), Is.False, preset);
        }
    }

    private string Program(string name, string script)
    {
        var path = _folder.Write(name, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private CommandRun New(params string[] options) => CommandRun.Of(_folder, ["protocol", "new", .. options]);
}
