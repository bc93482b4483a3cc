using Xanes.Interop;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Datasets.Sampling;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Plugin.Datasets;

/// <summary>
/// What a data set is to hold: a protocol and a recipe for structures, in <c>plan.yaml</c> of its folder. The same plan always
/// gives the same jobs, so they need not be kept.
/// </summary>
public sealed class DataSetPlan
{
    /// <summary>The plan's file in the data set's folder.</summary>
    public const string FileName = "plan.yaml";

    private readonly string _folder;
    private readonly YamlMap _map;
    private readonly IStructureSampler _sampler;
    private readonly DescriptorSignature _signature;

    private DataSetPlan(string folder, YamlMap map, string text)
    {
        _folder = folder;
        _map = map;
        Text = text;
        Count = map.Integer("count");
        if (Count < 1)
        {
            throw new InvalidInputException($"{map.Source}: 'count' must be at least 1");
        }

        var protocol = map.Text("protocol");
        Protocol = FdmnesProtocol.Open(FdmnesProtocols.Ids.Contains(protocol) ? protocol : Path.Combine(folder, protocol));
        if (map.Has("absorber") && ChemicalElement.AtomicNumber(map.Text("absorber")) != Protocol.Absorber)
        {
            throw new InvalidInputException(
                $"{map.Source}: absorber {map.Text("absorber")}, but protocol {Protocol.Id} is of {ChemicalElement.Symbol(Protocol.Absorber)}; " +
                "give a preset with a protocol of your own");
        }

        _signature = new DescriptorSignature([.. Protocol.Elements, Protocol.Absorber]);
        _sampler = OpenSampler();
    }

    /// <summary>The protocol of the calculations.</summary>
    public FdmnesProtocol Protocol { get; }

    /// <summary>The number of structures wanted.</summary>
    public int Count { get; }

    /// <summary>The plan as it stands in its file.</summary>
    public string Text { get; }

    /// <summary>Reads the plan of a data set.</summary>
    /// <exception cref="InvalidInputException">There is none, or it is not valid.</exception>
    public static DataSetPlan Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path)
            ? Parse(folder, File.ReadAllText(path))
            : throw new InvalidInputException($"{folder}: has no {FileName}; make the data set with 'xanes dataset new'");
    }

    /// <summary>Takes a plan from YAML.</summary>
    /// <param name="folder">The data set's folder, which its protocol and sources are relative to.</param>
    /// <param name="text">The YAML.</param>
    /// <exception cref="InvalidInputException">It is not valid.</exception>
    public static DataSetPlan Parse(string folder, string text) => new(folder, YamlMap.Parse(text, Path.Combine(folder, FileName)), text);

    /// <summary>The jobs of the plan: structures whose descriptors differ, in an order of their own.</summary>
    /// <exception cref="InvalidInputException">The recipe gives no more new structures before the count is reached.</exception>
    public IEnumerable<PlannedJob> Jobs()
    {
        var seen = new HashSet<string>();
        var inVain = 0;
        foreach (var structure in _sampler.Sample())
        {
            if (seen.Add(_signature.Of(structure.Cluster, 0)))
            {
                inVain = 0;
                yield return new PlannedJob(FdmnesInput.OfCluster(Protocol, new AbsorberSite(structure.Cluster, 0)), structure);
            }
            else if (++inVain > 1000)
            {
                throw new InvalidInputException(
                    $"{_map.Source}: the recipe gives {seen.Count} different structures and no more; lower 'count' ({Count}) or widen the recipe");
            }

            if (seen.Count == Count)
            {
                yield break;
            }
        }
    }

    private IStructureSampler OpenSampler() => _map.Text("sampling") switch
    {
        "random" => new RandomClusterSampler(ClusterRecipe.From(_map, Protocol.Absorber)),
        "latin-hypercube" => new LatinHypercubeClusterSampler(ClusterRecipe.From(_map, Protocol.Absorber)),
        "glass" => new GlassCentreSampler(GlassRecipe.From(_map, Protocol.Absorber)),
        "crystals" => new CrystalSampler(_map, ReadSources()),
        "files" => new FileSampler(_map, ReadSources()),
        var other => throw new InvalidInputException(
            $"{_map.Source}: 'sampling' must be random, latin-hypercube, glass, crystals or files, not '{other}'"),
    };

    private SourceCrystal[] ReadSources() =>
        [.. SourceCrystal.ReadAll(_map.Texts("sources").Select(file => Path.Combine(_folder, file)), Protocol.Absorber, _signature)];
}
