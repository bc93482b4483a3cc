using System.Globalization;
using System.Text;
using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Files;

namespace Xanes.Cli.Fdmnes;

/// <summary>Writes a computed spectrum beside FDMNES's own files.</summary>
internal sealed class SpectrumFolder(string folder)
{
    /// <summary>Writes spectrum.csv, spectrum.npy and run.yaml.</summary>
    /// <exception cref="XanesException">The result does not cover the common axis.</exception>
    public void Write(FdmnesProtocol protocol, Broadening broadening, Calculation calculation, FdmnesResult result, TimeSpan elapsed)
    {
        var energies = protocol.CommonAxis.Energies();
        var spectrum = protocol.Spectrum(result, broadening);
        DurableFile.WriteText(Path.Combine(folder, "spectrum.csv"), Csv(protocol, energies, spectrum));
        NpyFile.Write(Path.Combine(folder, "spectrum.npy"), spectrum, spectrum.Length);
        DurableFile.WriteText(Path.Combine(folder, "run.yaml"), Facts(protocol, broadening, calculation, result, elapsed));
    }

    private static string Csv(FdmnesProtocol protocol, double[] energies, float[] spectrum)
    {
        var text = new StringBuilder("energy,photon_energy,mu\n");
        for (var point = 0; point < energies.Length; point++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{energies[point]},{protocol.EdgeEnergy + energies[point] + (protocol.EnergyCalibration ?? 0.0)},{spectrum[point]}\n");
        }

        return text.ToString();
    }

    private static string Facts(FdmnesProtocol protocol, Broadening broadening, Calculation calculation, FdmnesResult result, TimeSpan elapsed)
    {
        var sites = result.Sites.Select(site => string.Create(
            CultureInfo.InvariantCulture,
            $"  - {{epsii: {site.Header.Epsii}, e_cut: {site.Header.CutOff}, " +
            $"interstitial_potential: {site.Header.InterstitialPotential}, equivalent_atoms: {site.Header.EquivalentAtoms}}}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            protocol: {protocol.Id}
            structure: "{Path.GetFileName(calculation.Source)}"
            frame: {calculation.Frame}
            absorber: {calculation.Absorber?.ToString(CultureInfo.InvariantCulture) ?? "all"}
            input: {calculation.Input.Hash}        # the hash of in.txt
            code: FDMNES
            revision: {result.Revision}
            seconds: {elapsed.TotalSeconds:0.0}
            edge: {ChemicalElement.Symbol(protocol.Absorber)} {protocol.Edge}
            edge_energy: {protocol.EdgeEnergy:0.0###}        # eV
            energy_calibration: {protocol.EnergyCalibration?.ToString(CultureInfo.InvariantCulture) ?? "null"}        # eV; photon_energy = edge_energy + energy + energy_calibration
            epsii_reference: {protocol.EpsiiReference:0.0###}      # eV; energy = fermi_energy + epsii - epsii_reference
            edge_step: {protocol.EdgeStep}        # Mbarn per absorber
            core_hole_width: {broadening.CoreHoleWidth}        # eV, full widths; convolved by Xanes from out.txt, the edge step beyond its end
            gamma_max: {broadening.GammaMax}
            e_cent: {broadening.ECent}
            e_larg: {broadening.ELarg}
            resolution: {broadening.Resolution}
            normalisation: "{FdmnesProtocol.NormalisationText(protocol.EdgeStep ?? double.NaN)}"
            warnings: [{string.Join(", ", result.Warnings)}]
            sites:        # eV
            {string.Join('\n', sites)}

            """);
    }
}
