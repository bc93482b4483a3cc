using System.Globalization;
using System.Text.Json;
using Xanes.Cli.Output;
using Xanes.Cli.Rows;
using Xanes.Cli.Tests.Support;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Cli.Tests;

internal sealed class PredictTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Spectra_go_into_a_pipe_as_csv_with_the_energy_first_and_a_column_a_row()
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "AgO", "OAgAg"));

        Assert.That(run.Status, Is.Zero, run.Error);
        Assert.That(run.Lines[0], Is.EqualTo("energy_eV,photon_energy_eV,a_frame0_atom0,a_frame1_atom1,a_frame1_atom2"));
        Assert.That(run.Lines, Has.Length.EqualTo(6));
        Assert.That(Numbers(run.Lines[1]), Is.EqualTo(new[] { -1.0, 25513.0, 2.0, 3.1, 3.2 }).Within(1e-6));
        Assert.That(Numbers(run.Lines[5]), Is.EqualTo(new[] { 20.5, 25534.5, 2.04, 3.14, 3.24 }).Within(1e-6));
    }

    [Test]
    public void Options_broaden_the_spectra_in_another_way_than_the_models_own()
    {
        var file = _folder.WriteFrames("a.xyz", "AgO");

        var run = CommandRun.Of(_folder, "predict", file, "--core-hole-width", "7.0", "--resolution", "1.5", "--gamma-max", "10", "--json");

        Assert.That(run.Status, Is.Zero, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        var broadening = json.RootElement.GetProperty("broadening");
        Assert.That(
            broadening.EnumerateObject().Select(parameter => (parameter.Name, parameter.Value.GetDouble())),
            Is.EqualTo(new[] { ("core_hole_width", 7.0), ("gamma_max", 10.0), ("e_cent", 30.0), ("e_larg", 30.0), ("resolution", 1.5) }));
        Assert.That(json.RootElement.GetProperty("rows")[0].GetProperty("mu")[0].GetDouble(), Is.EqualTo(2.0 + 0.25 + 15.0).Within(1e-5));
    }

    [TestCase("--core-hole-width", "1.5", "ask for 2 eV or more")]
    [TestCase("--core-hole-width", "NaN", "core_hole_width must be 0.01 to 100 eV")]
    [TestCase("--resolution", "50", "resolution must be 0.1 to 20 eV")]
    public void A_broadening_that_cannot_be_had_is_one_line_and_status_2(string option, string value, string reason)
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "AgO"), option, value);

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1).And.Some.Contains(reason));
    }

    [Test]
    public void Photon_energies_are_those_of_a_calibrated_beamline_where_the_model_is_calibrated()
    {
        var file = _folder.WriteFrames("a.xyz", "AgO");

        var run = CommandRun.Of(_folder, "predict", file, "--model", FakeModel.CalibratedId);

        Assert.That(Numbers(run.Lines[1])[..2], Is.EqualTo(new[] { -1.0, 25509.9 }).Within(1e-9), run.Error);
    }

    [Test]
    public void An_index_a_symbol_and_all_choose_the_absorbers()
    {
        var file = _folder.WriteFrames("a.xyz", "OAgAg");

        Assert.That(Columns("predict", file, "--absorber", "2"), Is.EqualTo(new[] { "a_frame0_atom2" }));
        Assert.That(Columns("predict", file, "--absorber", "Ag"), Is.EqualTo(new[] { "a_frame0_atom1", "a_frame0_atom2" }));
        Assert.That(Columns("predict", file, "--absorber", "all"), Is.EqualTo(new[] { "a_frame0_atom1", "a_frame0_atom2" }));
    }

    [Test]
    public void The_comment_line_names_the_absorber_and_the_option_overrides_it()
    {
        var file = _folder.WriteFrames("a.extxyz", "AgOAg absorber=2");

        Assert.That(Columns("predict", file), Is.EqualTo(new[] { "a_frame0_atom2" }));
        Assert.That(Columns("predict", file, "-a", "0"), Is.EqualTo(new[] { "a_frame0_atom0" }));
    }

    [TestCase("1", "frame 0: atom 1 (O) cannot be the absorber")]
    [TestCase("7", "frame 0: no absorber with index 7")]
    [TestCase("-1", "frame 0: no absorber with index -1")]
    [TestCase("Si", "frame 0: no absorber: the structure has no Si atom")]
    [TestCase("Xx", "absorber 'Xx' is unknown")]
    public void An_absorber_that_is_not_there_is_one_line_and_status_2(string absorber, string message)
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "AgO"), $"--absorber={absorber}");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain(message));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public void The_average_is_one_row_a_frame_over_its_absorbers()
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "OAgAg", "Ag"), "--average");

        Assert.That(run.Lines[0], Is.EqualTo("energy_eV,photon_energy_eV,a_frame0_mean,a_frame1_atom0"));
        Assert.That(Numbers(run.Lines[1]), Is.EqualTo(new[] { -1.0, 25513.0, 3.15, 1.0 }).Within(1e-6));
    }

    [Test]
    public void An_average_over_a_trajectory_is_one_row_a_file_with_the_spread_over_frames()
    {
        // Frames' means at the first energy: 3.15, 1 and 5; the other file's 2.
        var files = new[] { _folder.WriteFrames("run.xyz", "OAgAg", "Ag", "AgOOOO"), _folder.WriteFrames("one.xyz", "AgO") };

        var csv = CommandRun.Of(_folder, "predict", files[0], files[1], "--average", "trajectory");
        using var json = JsonDocument.Parse(CommandRun.Of(_folder, "predict", files[0], files[1], "--average", "trajectory", "--json").Output);

        Assert.That(
            csv.Lines[0],
            Is.EqualTo("energy_eV,photon_energy_eV,run_mean_of_3_frames,run_mean_of_3_frames_spread,one_mean_of_1_frame,one_mean_of_1_frame_spread"));
        var mean = (3.15 + 1.0 + 5.0) / 3.0;
        var spread = Math.Sqrt(new[] { 3.15, 1.0, 5.0 }.Average(value => (value - mean) * (value - mean)));
        Assert.That(Numbers(csv.Lines[1]), Is.EqualTo(new[] { -1.0, 25513.0, mean, spread, 2.0, 0.0 }).Within(1e-5));
        var row = json.RootElement.GetProperty("rows")[0];
        Assert.That(row.GetProperty("frames").GetInt32(), Is.EqualTo(3));
        Assert.That(row.TryGetProperty("frame", out _), Is.False);
        Assert.That(row.GetProperty("spread_over_frames")[0].GetDouble(), Is.EqualTo(spread).Within(1e-5));
        Assert.That(row.GetProperty("domain").GetProperty("sites").GetInt32(), Is.EqualTo(4));
    }

    [Test]
    public void A_mean_says_how_many_of_its_sites_are_inside_of_the_domain()
    {
        var file = _folder.WriteFrames("a.xyz", "AgAg", "AgOOOOOOOOOO");

        using var json = JsonDocument.Parse(CommandRun.Of(_folder, "predict", file, "--average", "trajectory", "--json").Output);
        var table = CommandRun.OnTerminal(_folder, "predict", file, "--average", "trajectory");

        var domain = json.RootElement.GetProperty("rows")[0].GetProperty("domain");
        Assert.That(domain.GetProperty("verdict").GetString(), Is.EqualTo("outside"));
        Assert.That(domain.GetProperty("reason").GetString(), Is.EqualTo("2 of 3 sites inside; the farthest: more than nine atoms"));
        Assert.That((domain.GetProperty("sites").GetInt32(), domain.GetProperty("sites_inside").GetInt32()), Is.EqualTo((3, 2)));
        Assert.That(table.Output, Does.Contain("2 of 3 sites").And.Contain("spread over"));
    }

    [Test]
    public void Average_takes_no_file_for_its_value_and_another_value_is_refused()
    {
        var file = _folder.WriteFrames("a.xyz", "OAgAg");

        Assert.That(Columns("predict", "--average", file), Is.EqualTo(new[] { "a_frame0_mean" }));
        var run = CommandRun.Of(_folder, "predict", file, "--average=frames");
        Assert.That((run.Status, run.ErrorLines.Length), Is.EqualTo((2, 1)), run.Error);
        Assert.That(run.Error, Does.Contain("--average trajectory"));
    }

    [Test]
    public void A_bad_frame_leaves_no_mean_of_half_a_trajectory_unless_it_is_left_out_on_request()
    {
        var file = _folder.WriteFrames("a.xyz", "Ag", "AgAr", "AgO");

        var run = CommandRun.Of(_folder, "predict", file, "--average", "trajectory", "-o", _folder.PathOf("s.csv"));

        Assert.That((run.Status, File.Exists(_folder.PathOf("s.csv"))), Is.EqualTo((2, false)));
        Assert.That(Columns("predict", file, "--average", "trajectory", "--keep-going")[0], Is.EqualTo("a_mean_of_2_frames"));
    }

    [Test]
    public void Json_holds_both_axes_the_place_of_each_row_its_domain_and_its_uncertainty()
    {
        var file = _folder.WriteFrames("a.xyz", "OAgAg");

        using var json = JsonDocument.Parse(CommandRun.Of(_folder, "predict", file, "--json", "--model", FakeModel.UncertainId).Output);

        var root = json.RootElement;
        Assert.That(Numbers(root.GetProperty("energy")), Is.EqualTo(new[] { -1.0, 0.0, 0.5, 10.0, 20.5 }));
        Assert.That(Numbers(root.GetProperty("photon_energy")), Is.EqualTo(new[] { 25513.0, 25514.0, 25514.5, 25524.0, 25534.5 }));
        Assert.That(root.GetProperty("rows").GetArrayLength(), Is.EqualTo(2));
        var row = root.GetProperty("rows")[1];
        Assert.That(row.GetProperty("file").GetString(), Is.EqualTo(file));
        Assert.That(row.GetProperty("frame").GetInt32(), Is.Zero);
        Assert.That(row.GetProperty("absorber").GetInt32(), Is.EqualTo(2));
        Assert.That(row.GetProperty("domain").GetProperty("verdict").GetString(), Is.EqualTo("inside"));
        Assert.That(Numbers(row.GetProperty("mu")), Is.EqualTo(new[] { 3.2, 3.21, 3.22, 3.23, 3.24 }).Within(1e-6));
        Assert.That(Numbers(row.GetProperty("sigma")), Is.EqualTo(new[] { 0.8, 0.8025, 0.805, 0.8075, 0.81 }).Within(1e-6));
    }

    [Test]
    public void Json_has_no_sigma_where_the_model_gives_none_and_a_list_of_absorbers_where_the_row_is_a_mean()
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "OAgAg"), "--json", "--average");
        using var json = JsonDocument.Parse(run.Output);

        var row = json.RootElement.GetProperty("rows")[0];
        Assert.That(row.TryGetProperty("sigma", out _), Is.False);
        Assert.That(Numbers(row.GetProperty("absorber")), Is.EqualTo(new[] { 1.0, 2.0 }));
    }

    [Test]
    public void An_xdi_file_carries_photon_energies_the_edge_and_matching_columns()
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "AgO"), "-m", FakeModel.UncertainId, "-o", _folder.PathOf("s.xdi"));

        Assert.That(run.Status, Is.Zero, run.Error);
        var lines = _folder.Read("s.xdi").Split('\n');
        Assert.That(lines[0], Does.Match("^# XDI/1\\.0 Xanes/\\d+\\.\\d+\\.\\d+$"));
        Assert.That(lines, Does.Contain("# Column.1: energy eV"));
        Assert.That(lines, Does.Contain("# Element.symbol: Ag"));
        Assert.That(lines, Does.Contain("# Element.edge: K"));
        Assert.That(lines, Does.Contain("# Scan.edge_energy: 25514.000000 eV"));
        var end = Array.IndexOf(lines, "#----------");
        Assert.That(lines[end - 2], Is.EqualTo("# ///"));
        Assert.That(lines[end + 1], Is.EqualTo("# energy mu sigma"));
        var last = lines[end + 1 + FakeModel.Points].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(last.Select(Number), Is.EqualTo(new[] { 25534.5, 2.04, 0.51 }).Within(1e-6));
    }

    [Test]
    public void A_series_of_xdi_files_that_cannot_be_ended_leaves_none_of_them()
    {
        var model = new FakeModel(FakeModel.Id);
        var row = new SpectrumRow(new RowLabel("a.xyz", 0, [0]), new float[model.Info.Energies.Length], default, new DomainVerdict(true, 0.0, ""));
        using (var writer = new SpectrumXdiWriter(_folder.PathOf("s.xdi"), model.Info))
        {
            writer.Write(row);
            writer.Write(row);
            writer.Write(row);
        }

        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public void An_npz_file_that_cannot_be_ended_leaves_neither_itself_nor_the_rows_that_waited_for_it()
    {
        var model = new FakeModel(FakeModel.UncertainId);
        var row = new SpectrumRow(new RowLabel("a.xyz", 0, [0]), new float[5], new float[5], new DomainVerdict(true, 0.0, ""));
        using (var writer = new SpectrumNpzWriter(_folder.PathOf("s.npz"), model.Info))
        {
            writer.Write(row);
            Assert.That(_folder.Files, Is.Not.Empty);
        }

        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public void What_a_killed_run_left_of_an_output_is_removed_by_the_next()
    {
        var input = _folder.WriteFrames("a.xyz", "Ag");
        File.WriteAllText(TemporaryFile.NameFor(_folder.PathOf("s.npy")).Replace($".{Environment.ProcessId}.", ".999999999."), "half");

        CommandRun.Of(_folder, "predict", input, "-o", _folder.PathOf("s.npy"));

        Assert.That(_folder.Files, Is.EqualTo(new[] { "a.xyz", "s.npy" }));
    }

    [Test]
    public void Several_rows_give_numbered_xdi_files()
    {
        CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "Ag", "AgO", "AgOO"), "-o", _folder.PathOf("s.xdi"));

        Assert.That(_folder.Files, Is.EqualTo(new[] { "a.xyz", "s-0001.xdi", "s-0002.xdi", "s-0003.xdi" }));
        Assert.That(_folder.Read("s-0003.xdi"), Does.Contain("# Xanes.frame: 2").And.Contain("  25513.000000  3.000000"));
    }

    [Test]
    public void A_bad_frame_ends_the_command_with_its_number_after_the_rows_before_it()
    {
        var file = _folder.WriteFrames("a.xyz", "Ag", "AgO", "AgAr", "AgOO");

        var run = CommandRun.Of(_folder, "predict", file, "-o", _folder.PathOf("s.csv"), "-q");

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("a.xyz, frame 2: atom 1 (Ar)"));
        Assert.That(_folder.Read("s.csv").Split('\n')[0], Is.EqualTo("energy_eV,photon_energy_eV,a_frame0_atom0,a_frame1_atom0"));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "a.xyz", "s.csv" }));
    }

    [Test]
    public void Keep_going_leaves_bad_frames_out_and_lists_them()
    {
        var file = _folder.Write("a.xyz", TestFolder.Frames("Ag", "AgAr") + "2\n\nAg 0 0 0\nO nan 0 0\n" + TestFolder.Frames("AgOO"));

        var run = CommandRun.Of(_folder, "predict", file, "--keep-going", "-q");

        Assert.That(run.Status, Is.Zero);
        Assert.That(run.Lines[0], Is.EqualTo("energy_eV,photon_energy_eV,a_frame0_atom0,a_frame3_atom0"));
        Assert.That(run.ErrorLines, Has.Length.EqualTo(2));
        Assert.That(run.ErrorLines[0], Does.Contain("left out").And.Contain("frame 1"));
        Assert.That(run.ErrorLines[1], Does.Contain("left out").And.Contain("frame 2"));
    }

    [Test]
    public void Rows_keep_their_order_over_many_batches_and_a_bad_frame_far_inside_costs_only_those_after_it()
    {
        var frames = Enumerable.Range(0, 700).Select(i => i == 600 ? "AgAr" : i % 3 == 0 ? "OAgAg" : "Ag").ToArray();

        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", frames));

        Assert.That(run.Status, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("frame 600"));
        var expected = Enumerable.Range(0, 600).SelectMany(i => i % 3 == 0 ? new[] { 3.1, 3.2 } : [1.0]).Prepend(25513.0).Prepend(-1.0);
        Assert.That(Numbers(run.Lines[1]), Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void A_dash_reads_standard_input_beside_files()
    {
        var run = CommandRun.WithInput(_folder, TestFolder.Frames("AgO"), "predict", _folder.WriteFrames("a.xyz", "Ag"), "-");

        Assert.That(run.Lines[0], Is.EqualTo("energy_eV,photon_energy_eV,a_frame0_atom0,standard_input_frame0_atom0"));
        Assert.That(Numbers(run.Lines[1]), Is.EqualTo(new[] { -1.0, 25513.0, 1.0, 2.0 }).Within(1e-6));
    }

    [Test]
    public void Spectra_outside_of_the_domain_are_counted_on_standard_error_with_the_reason_of_the_first()
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "Ag", "AgOOOOOOOOOO", "AgOOOOOOOOOOO"));

        Assert.That(run.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(run.Error, Does.Contain("2 of 3 spectra").And.Contain("frame 1").And.Contain("more than nine atoms"));
    }

    [Test]
    public void A_terminal_gets_a_short_table()
    {
        var run = CommandRun.OnTerminal(_folder, "predict", _folder.WriteFrames("a.xyz", "Ag"));

        Assert.That(run.Output, Does.Contain("Photon energy (eV)").And.Contain("25534.5").And.Contain("1.0400"));
        Assert.That(run.Output, Does.Not.Contain("energy_eV"));
    }

    [Test]
    public void With_an_output_file_json_tells_a_program_what_was_written()
    {
        var run = CommandRun.Of(_folder, "predict", _folder.WriteFrames("a.xyz", "Ag", "Ar"), "--json", "-k", "-q", "-o", _folder.PathOf("s.npy"));
        using var json = JsonDocument.Parse(run.Output);

        Assert.That(json.RootElement.GetProperty("rows").GetInt32(), Is.EqualTo(1));
        Assert.That(json.RootElement.GetProperty("files")[0].GetString(), Is.EqualTo(_folder.PathOf("s.npy")));
        Assert.That(json.RootElement.GetProperty("left_out").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public void An_interruption_ends_with_one_line_and_leaves_no_file_behind()
    {
        var run = CommandRun.Interrupted(_folder, "predict", _folder.WriteFrames("a.xyz", "Ag"), "-o", _folder.PathOf("s.npy"));

        Assert.That(run.Status, Is.EqualTo(130));
        Assert.That(run.ErrorLines, Is.EqualTo(new[] { "xanes: interrupted" }));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "a.xyz" }));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double[] Numbers(string line) => [.. line.Split(',').Select(Number)];

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetDouble())];

    private string[] Columns(params string[] args)
    {
        var run = CommandRun.Of(_folder, args);
        Assert.That(run.Status, Is.Zero, run.Error);
        return run.Lines[0].Split(',')[2..];
    }
}
