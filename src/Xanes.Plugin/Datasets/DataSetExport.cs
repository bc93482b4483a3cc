using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Files;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Datasets;

/// <summary>
/// Writes the files that a data set is read from: what was exported before, then the jobs done since. An export is complete
/// without the jobs, so that a set can grow in another copy.
/// </summary>
public static class DataSetExport
{
    internal const string StructuresFile = "structures.extxyz";

    private const string FactsFile = "dataset.yaml";
    private const string RawFile = "raw.npy";
    private const string FermiEnergyFile = "fermi_energy.npy";
    private const string SpectraFile = "spectra.npy";
    private const string EnergyFile = "energy.npy";

    /// <summary>Where no edge step is calibrated, it is the mean absorption from this energy above the Fermi level on, in eV.</summary>
    private const double FarAboveEdge = 40.0;

    /// <summary>Exports what is done.</summary>
    /// <returns>How many spectra the export holds, and the jobs put back because their files are not what was recorded, with the fault.</returns>
    /// <exception cref="InvalidInputException">An earlier export is damaged or of another protocol, or nothing is done yet.</exception>
    /// <exception cref="XanesException">A spectrum does not cover the common axis.</exception>
    public static (int Count, IReadOnlyList<(string Id, string Fault)> PutBack) Write(DataSetWorkshop workshop)
    {
        var facts = Path.Combine(workshop.Folder, FactsFile);
        var earlier = File.Exists(facts) ? YamlMap.ReadFile(facts) : null;
        var rows = earlier is null ? [] : ReadEarlier(workshop, earlier);
        var putBack = new List<(string Id, string Fault)>();
        var revisions = new SortedSet<string>(earlier?.Texts("revisions") ?? [], StringComparer.Ordinal);
        var known = rows.Select(row => row.Id).ToHashSet();
        foreach (var id in workshop.Ledger.Ids(JobState.Done).Where(id => !known.Contains(id)))
        {
            try
            {
                rows.Add(ReadJob(workshop, id, revisions));
            }
            catch (InvalidInputException fault)
            {
                workshop.Ledger.Redo(id);
                putBack.Add((id, fault.Message));
            }
        }

        if (rows.Count == 0)
        {
            throw new InvalidInputException($"{workshop.Folder}: no spectrum is done yet; start 'xanes dataset run' first");
        }

        WriteFiles(workshop, rows, earlier, revisions);
        return (rows.Count, putBack);
    }

    private static List<ExportedRow> ReadEarlier(DataSetWorkshop workshop, YamlMap facts)
    {
        if (facts.Text("protocol") != workshop.Plan.Protocol.Id)
        {
            throw new InvalidInputException(
                $"{facts.Source}: is of protocol {facts.Text("protocol")}, the plan of {workshop.Plan.Protocol.Id}; use another folder");
        }

        var path = Path.Combine(workshop.Folder, RawFile);
        if (!File.Exists(path))
        {
            throw new InvalidInputException(
                $"{workshop.Folder}: its export has no {RawFile}, as those of earlier versions; move {FactsFile} and {StructuresFile} away, run 'xanes dataset run' and export again");
        }

        var raw = NpyFile.Read<double>(path);
        var frames = workshop.ExportedFrames().ToArray();
        foreach (var frame in frames)
        {
            _ = ExportedRow.IdOf(frame);
            _ = ExportedRow.Number(frame, "epsii");
        }

        var points = workshop.Plan.Protocol.Range.Energies().Length;
        return raw.Shape is [var rows, var columns] && rows == frames.Length && columns == points
            ? [.. frames.Select((frame, row) =>
                new ExportedRow(frame.Structure, frame.Info, raw.Values[(row * points)..((row + 1) * points)]))]
            : throw new InvalidInputException(
                $"{path}: is {raw.ShapeText}, but {StructuresFile} has {Counted.Of(frames.Length, "structure")} and the protocol {points} energies");
    }

    /// <summary>The row of a job.</summary>
    /// <exception cref="InvalidInputException">Its files are not those that it recorded.</exception>
    private static ExportedRow ReadJob(DataSetWorkshop workshop, string id, SortedSet<string> revisions)
    {
        var (record, frame, result) = FinishedJob.Read(workshop.Ledger, id, workshop.Plan.Protocol);
        revisions.Add(record.Revision);
        var header = result.Sites[0].Header;
        var info = new Dictionary<string, string> { ["id"] = id };
        if (frame.Info.TryGetValue("group", out var group))
        {
            info["group"] = group;
        }

        info["absorber"] = "0";
        info["e_cut"] = header.CutOff.ToString("0.000000", CultureInfo.InvariantCulture);
        info["epsii"] = header.Epsii.ToString("0.000000", CultureInfo.InvariantCulture);
        return new ExportedRow(frame.Structure, info, result.Sites[0].Spectrum.Absorption);
    }

    private static void WriteFiles(DataSetWorkshop workshop, List<ExportedRow> rows, YamlMap? earlier, SortedSet<string> revisions)
    {
        var protocol = workshop.Plan.Protocol;
        var fermiEnergies = protocol.Range.Energies();
        var reference = protocol.EpsiiReference
            ?? (earlier?.Has("epsii_reference") == true ? earlier.Number("epsii_reference") : Math.Round(rows.Average(Epsii), 1));
        var edgeStep = protocol.EdgeStep
            ?? (earlier?.Has("edge_step") == true ? earlier.Number("edge_step") : MeanFarAboveEdge(rows, protocol, fermiEnergies));
        var energies = protocol.CommonAxis.Energies();
        var spectra = rows.SelectMany(row => Place(row, protocol, fermiEnergies, reference, edgeStep)).ToArray();

        string In(string file) => Path.Combine(workshop.Folder, file);
        NpyFile.Write(In(FermiEnergyFile), fermiEnergies, fermiEnergies.Length);
        NpyFile.Write(In(EnergyFile), energies, energies.Length);
        var raw = rows.SelectMany(row => row.Raw).Select(value => (float)value).ToArray();
        NpyFile.Write(In(RawFile), raw, rows.Count, fermiEnergies.Length);
        NpyFile.Write(In(SpectraFile), spectra, rows.Count, energies.Length);
        StructureWriter.Write(In(StructuresFile), rows.Select(row => (row.Structure, row.Info)));
        var words = protocol.Calibration
            ?? (earlier?.Has("calibration") == true ? earlier.Text("calibration") : protocol.EdgeStep is null ? WordsOf(rows.Count) : null);
        DurableFile.WriteText(In(FactsFile), Facts(workshop.Plan, rows, reference, edgeStep, words, revisions));
    }

    private static float[] Place(ExportedRow row, FdmnesProtocol protocol, double[] fermiEnergies, double reference, double edgeStep)
    {
        var cutOff = double.Parse(row.Info["e_cut"], CultureInfo.InvariantCulture);
        try
        {
            // As raw.npy holds it, so that the spectra follow from the files to the last digit.
            double[] absorption = [.. row.Raw.Select(value => (double)(float)value)];
            var spectrum = new RawSpectrum(fermiEnergies, absorption, cutOff, Epsii(row));
            return protocol.CommonAxis.Place([(spectrum, 1.0)], reference, protocol.Broadening, edgeStep);
        }
        catch (XanesException fault)
        {
            throw new XanesException($"job {row.Id}: {fault.Message}", fault);
        }
    }

    private static double MeanFarAboveEdge(List<ExportedRow> rows, FdmnesProtocol protocol, double[] fermiEnergies)
    {
        var first = Array.FindIndex(fermiEnergies, energy => energy >= FarAboveEdge);
        return first >= 0
            ? Math.Round(rows.Average(row => row.Raw.Skip(first).Average()), 5, MidpointRounding.ToEven)
            : throw new InvalidInputException(
                $"{protocol.Source}: has no edge_step, and its range ends below {FarAboveEdge} eV, where it could be taken from; add edge_step in Mbarn per absorber");
    }

    private static string WordsOf(int count) => string.Create(
        CultureInfo.InvariantCulture,
        $"no measured standard: edge step from the mean absorption from {FarAboveEdge:0} eV on over {Counted.Spectra(count)}; photon energies up to a constant");

    private static double Epsii(ExportedRow row) => double.Parse(row.Info["epsii"], CultureInfo.InvariantCulture);

    private static string Facts(DataSetPlan plan, List<ExportedRow> rows, double reference, double edgeStep, string? calibration, SortedSet<string> revisions)
    {
        var protocol = plan.Protocol;
        var absorber = ChemicalElement.Symbol(protocol.Absorber);
        var elements = rows.SelectMany(row => row.Structure.AtomicNumbers.ToArray()).Distinct().Order().Select(ChemicalElement.Symbol);
        var points = protocol.Range.Energies().Length;
        var axis = protocol.CommonAxis;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Clusters and their {absorber} {protocol.Edge}-edge spectra, by the recipe of {DataSetPlan.FileName}
            protocol: {protocol.Id}
            absorber: {absorber}
            edge: {protocol.Edge}
            edge_energy: {protocol.EdgeEnergy:0.0###}        # eV, tabulated
            elements: [{string.Join(", ", elements)}]
            code: FDMNES
            revisions: [{string.Join(", ", revisions)}]
            count: {rows.Count}
            structures: {StructuresFile}   # Å; info: id (hash of the FDMNES input), absorber (0-based), e_cut (eV), epsii (eV)
            raw: {RawFile}                    # float32 [count, {points}], absorption (Mbarn per absorber) before convolution
            fermi_energy: {FermiEnergyFile}  # float64 [{points}], eV relative to each cluster's own Fermi level: the axis of raw
            spectra: {SpectraFile}            # float32 [count, {axis.Energies().Length}], in edge steps, convolved, on the common photon-energy axis
            energy: {EnergyFile}              # float64 [{axis.Energies().Length}], eV: fermi_energy + epsii - epsii_reference
            epsii_reference: {reference:0.0###}      # eV
            edge_step: {edgeStep:0.0#######}            # Mbarn per absorber
            {CalibrationFacts(protocol, calibration)}
            core_hole_width: {protocol.Broadening.CoreHoleWidth}        # eV, full width; the convolution's tail beyond the range is the edge step
            gamma_max: {protocol.Broadening.GammaMax}
            e_cent: {protocol.Broadening.ECent}
            e_larg: {protocol.Broadening.ELarg}
            resolution: {protocol.Broadening.Resolution}
            normalisation: "{FdmnesProtocol.NormalisationText(edgeStep)}"
            sampling: {DataSetPlan.FileName}

            """);
    }

    private static string CalibrationFacts(FdmnesProtocol protocol, string? words) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(protocol.EnergyCalibration is { } calibration
            ? $"energy_calibration: {calibration.ToString(CultureInfo.InvariantCulture)}      # eV; photon energy = edge_energy + energy + energy_calibration"
            : "# photon energy = edge_energy + energy, up to a constant: nobody compared it with a measurement")}{(words is null ? "" : $"\ncalibration: \"{words}\"")}");
}
