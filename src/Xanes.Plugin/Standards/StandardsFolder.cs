using Xanes.Interop;
using Xanes.Plugin.Convolution;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Measured.Normalisation;
using Xanes.Plugin.Measured.Reading;
using Xanes.Plugin.Measured.Reading.Columns;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Standards;

/// <summary>A folder of measured standards (<c>standards.yaml</c>).</summary>
public sealed record StandardsFolder
{
    /// <summary>The file's name.</summary>
    public const string FileName = "standards.yaml";

    /// <summary>The symbol of the absorbing element.</summary>
    public required string Absorber { get; init; }

    /// <summary>The absorption edge.</summary>
    public required string Edge { get; init; }

    /// <summary>The edge energy in eV.</summary>
    public required double EdgeEnergy { get; init; }

    /// <summary>The core level's energy in eV that is the common axis' zero; this and the next three matter for FDMNES's spectra alone.</summary>
    public required double EpsiiReference { get; init; }

    /// <summary>The edge step in Mbarn per absorber.</summary>
    public required double EdgeStep { get; init; }

    /// <summary>What is added to FDMNES's photon energies to give those of a calibrated beamline, in eV.</summary>
    public required double EnergyCalibration { get; init; }

    /// <summary>The energies that FDMNES's spectra are given on; null where there are none of FDMNES.</summary>
    public required CommonAxis? Axis { get; init; }

    /// <summary>The core-hole widths that spectra are broadened to, in eV.</summary>
    public required IReadOnlyList<double> CoreHoleWidths { get; init; }

    /// <summary>The standards.</summary>
    public required IReadOnlyList<MeasuredStandard> Standards { get; init; }

    /// <summary>The standards of a folder and of the folders inside of it that have a <see cref="FileName"/>, one for each absorber.</summary>
    /// <exception cref="InvalidInputException">A file is missing or damaged; the message names it.</exception>
    public static IReadOnlyList<StandardsFolder> ReadAll(string folder) =>
    [
        Read(folder),
        .. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Where(inner => File.Exists(Path.Combine(inner, FileName))).Select(Read),
    ];

    /// <summary>Reads a folder.</summary>
    /// <exception cref="InvalidInputException">A file is missing or damaged; the message names it.</exception>
    public static StandardsFolder Read(string folder)
    {
        var map = YamlMap.ReadFile(Path.Combine(folder, FileName));
        var absorber = map.Text("absorber");
        var structures = map.Maps("structures").Select(structure => Structure(structure, folder, absorber)).ToDictionary(structure => structure.Name);
        var hasFdmnes = map.Has("common_axis");
        return new StandardsFolder
        {
            Absorber = absorber,
            Edge = map.Text("edge"),
            EdgeEnergy = map.Number("edge_energy"),
            EpsiiReference = hasFdmnes ? map.Number("epsii_reference") : 0.0,
            EdgeStep = hasFdmnes ? map.Number("edge_step") : 0.0,
            EnergyCalibration = hasFdmnes ? map.Number("energy_calibration") : 0.0,
            Axis = hasFdmnes ? CommonAxis.Read(map) : null,
            CoreHoleWidths = hasFdmnes ? map.Numbers("core_hole_widths") : [],
            Standards = [.. map.Maps("standards").Select(standard => Standard(standard, map, folder, structures))],
        };
    }

    private static StandardStructure Structure(YamlMap map, string folder, string absorber)
    {
        var frame = StructureReader.Read(Path.Combine(folder, map.Text("file"))).First();
        var absorbers = AbsorberSelection.Parse(absorber).Resolve(frame.Structure);
        return new StandardStructure(
            map.Text("name"), map.Text("cell"), new ComparisonCandidate(map.Text("name"), frame.Structure, absorbers), Sites(map, folder))
        {
            Published = map.Has("published") ? Published(map, Table(Path.Combine(folder, map.Text("published")))) : null,
        };
    }

    private static IReadOnlyList<(RawSpectrum Spectrum, double Absorbers)> Sites(YamlMap map, string folder)
    {
        if (!map.Has("fdmnes"))
        {
            return [];
        }

        var table = Table(Path.Combine(folder, map.Text("fdmnes")));
        return
        [
            .. map.Maps("sites").Select((site, index) => (
                new RawSpectrum(table.Column(0), table.Column(index + 1), site.Number("e_cut"), site.Number("epsii")), site.Number("absorbers"))),
        ];
    }

    private static PublishedSpectrum Published(YamlMap map, ColumnTable table) =>
        new(map.Text("published_by"), table.Column(0), Array.ConvertAll(table.Column(1), value => (float)value));

    private static ColumnTable Table(string path) => ColumnTable.Parse(File.ReadAllText(path));

    private static MeasuredStandard Standard(YamlMap map, YamlMap all, string folder, Dictionary<string, StandardStructure> structures)
    {
        var signal = map.Text("signal", "") == "reference" ? AbsorptionSignal.Reference : AbsorptionSignal.Automatic;
        var measured = MeasuredFile.Read(Path.Combine(folder, map.Text("spectrum")), new MeasuredFileOptions { Signal = signal });
        var normalisation = all.Map("normalisation");
        var (window, offset) = (all.Numbers("window"), map.Number("window_shift"));
        var unknown = map.Texts("structures").FirstOrDefault(name => !structures.ContainsKey(name));
        if (unknown is not null || window.Length != 2)
        {
            throw new InvalidInputException($"{map.Source}: names the structure '{unknown}', which is not listed, or the window is not two energies");
        }

        return new MeasuredStandard(
            map.Text("name"),
            PreEdge.Normalise(measured, new NormalisationOptions
            {
                PreEdgeStart = normalisation.Number("pre1"),
                PreEdgeEnd = normalisation.Number("pre2"),
                PostEdgeStart = normalisation.Number("norm1"),
                PostEdgeEnd = normalisation.Number("norm2"),
                PostEdgeDegree = normalisation.Integer("nnorm"),
            }),
            new EnergyInterval(window[0] + offset, window[1] + offset),
            offset,
            [.. map.Texts("structures").Select(name => structures[name])],
            map.Text("source"),
            map.Text("licence"));
    }
}
