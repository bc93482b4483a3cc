using System.Globalization;
using System.Text.RegularExpressions;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Fdmnes;

/// <summary>What FDMNES itself says of an edge: one run on the absorber with four neighbours.</summary>
/// <param name="EdgeEnergy">The edge energy of its table in eV.</param>
/// <param name="CoreHoleWidth">The core hole's full width of its table in eV.</param>
/// <param name="Epsii">The core level's energy in eV in that cluster.</param>
/// <param name="Revision">The program's revision.</param>
public sealed partial record ProtocolProbe(double EdgeEnergy, double CoreHoleWidth, double Epsii, string Revision)
{
    private const double AnyWidth = 10.0;

    /// <summary>Asks FDMNES.</summary>
    /// <param name="runner">Runs it.</param>
    /// <param name="absorber">The absorber's atomic number.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="neighbour">The atomic number of the neighbours.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="XanesException">The run failed; the message says why.</exception>
    public static async Task<ProtocolProbe> RunAsync(
        FdmnesRunner runner, int absorber, string edge, int neighbour, CancellationToken cancellation)
    {
        var draft = new ProtocolDraft
        {
            Id = "probe",
            Absorber = absorber,
            Edge = edge,
            Elements = [neighbour],
            EdgeEnergy = 1.0,
            CoreHoleWidth = AnyWidth,
        };
        var protocol = FdmnesProtocol.From(YamlMap.Parse(draft.ToYaml(), "the probe of FDMNES")) with { EdgeEnergy = double.NaN };
        var folder = Directory.CreateTempSubdirectory("xanes-probe-").FullName;
        try
        {
            var input = FdmnesInput.OfCluster(protocol, new AbsorberSite(Cluster(absorber, neighbour), 0));
            var outcome = await runner.RunAsync(folder, protocol, input, cancellation: cancellation).ConfigureAwait(false);
            var result = outcome.Result ?? throw new XanesException(
                $"FDMNES gave no answer on the {edge} edge of {ChemicalElement.Symbol(absorber)}: {outcome.Words}; give --edge-energy and --core-hole-width yourself");
            var header = result.Sites[0].Header;
            return new ProtocolProbe(header.EdgeEnergy, CoreHoleWidthIn(folder), header.Epsii, result.Revision);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The absorber with four neighbours in a square, as far as their covalent radii say.</summary>
    private static AtomicStructure Cluster(int absorber, int neighbour)
    {
        var distance = CovalentRadii.Of(absorber) + CovalentRadii.Of(neighbour);
        return new AtomicStructure(
            [absorber, neighbour, neighbour, neighbour, neighbour],
            [0, 0, 0, distance, 0, 0, -distance, 0, 0, 0, distance, 0, 0, -distance, 0]);
    }

    private static double CoreHoleWidthIn(string folder)
    {
        var lines = FdmnesOutput.ReportLines(folder);
        var width = lines.Select(line => GammaHole().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;
        return double.TryParse(width, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0.0
            ? value
            : throw new XanesException("FDMNES did not tell the core hole's width (Gamma_hole); give it with --core-hole-width, in eV");
    }

    [GeneratedRegex(@"Gamma_hole\s*=\s*([0-9.]+)")]
    private static partial Regex GammaHole();
}
