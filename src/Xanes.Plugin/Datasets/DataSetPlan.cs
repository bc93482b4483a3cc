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

    private const int MostStructures = 1_000_000;
    private const int MostDrawsInVain = 1000;

    private static readonly string[] CommonKeys =
        [HeldProtocol.Key, HeldProtocol.FileHashKey, HeldProtocol.CalculationKey, "sampling", "absorber", "elements", "rounding", "count", "seed", "sources"];

    private static readonly Dictionary<string, string[]> KeysOfSampling = new()
    {
        ["random"] = ["atoms", "at_least_one_of", "windows", "minimum_distances"],
        ["latin-hypercube"] = ["atoms", "at_least_one_of", "windows", "minimum_distances"],
        ["mixtures"] = ["mixtures", "windows", "contact", "minimum_distances"],
        ["glass"] = ["shell", "former", "further", "companions", "contact", "minimum_distances"],
        ["crystals"] = ["cutoff", "strain", "rattle", "vacancies"],
        ["files"] = ["cutoff"],
    };

    private readonly string _folder;
    private readonly YamlMap _map;
    private readonly IStructureSampler _sampler;
    private readonly DescriptorSignature _signature;

    private DataSetPlan(string folder, YamlMap map, string text)
    {
        _folder = folder;
        _map = map;
        Text = text;
        var faults = new FaultList(map.Source);
        faults.Try(CheckKeys);
        Count = faults.Try(() => map.IntegerBetween("count", 1, MostStructures), 1);
        var held = faults.Try(() => HeldProtocol.Read(folder, map), null);
        Protocol = held?.Protocol!;
        Remark = held?.Remark;
        _signature = held is null ? null! : new DescriptorSignature([.. Protocol.Elements, Protocol.Absorber]);
        faults.Try(CheckAbsorber);
        _sampler = held is null ? null! : faults.Try(OpenSampler, null)!;
        faults.ThrowIfAny();
    }

    /// <summary>The protocol of the calculations.</summary>
    public FdmnesProtocol Protocol { get; }

    /// <summary>What the user must know of the protocol, such as that it was edited; null where nothing.</summary>
    public string? Remark { get; }

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
            ? Parse(folder, YamlMap.ReadText(path))
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
        var (inVain, withoutRoom) = (0, 0);
        foreach (var structure in _sampler.Sample())
        {
            if (structure is not null && seen.Add(_signature.Of(structure.Cluster, 0)))
            {
                (inVain, withoutRoom) = (0, 0);
                yield return new PlannedJob(FdmnesInput.OfCluster(Protocol, new AbsorberSite(structure.Cluster, 0)), structure);
            }
            else
            {
                inVain++;
                withoutRoom += structure is null ? 1 : 0;
            }

            if (inVain > MostDrawsInVain)
            {
                throw new InvalidInputException(
                    $"{_map.Source}: the recipe gives {Counted.Of(seen.Count, "different structure")} and no more: of the last {inVain} draws {withoutRoom} " +
                    $"found no room for their atoms, {inVain - withoutRoom} were there already; lower 'count' ({Count}) or widen the recipe");
            }

            if (seen.Count == Count)
            {
                yield break;
            }
        }
    }

    private void CheckKeys()
    {
        if (!KeysOfSampling.TryGetValue(_map.Text("sampling"), out var own))
        {
            throw new InvalidInputException(
                $"{_map.Source}: 'sampling' must be {string.Join(", ", KeysOfSampling.Keys)}, not '{_map.Text("sampling")}'");
        }

        string[] known = [.. CommonKeys, .. own];
        if (_map.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
        {
            throw new InvalidInputException(
                $"{_map.Source}: '{unknown}' is no key of sampling '{_map.Text("sampling")}'; it knows {string.Join(", ", known)}");
        }
    }

    private void CheckAbsorber()
    {
        if (Protocol is not null && _map.Has("absorber") && ChemicalElement.AtomicNumber(_map.Text("absorber")) != Protocol.Absorber)
        {
            throw new InvalidInputException(
                $"{_map.Source}: absorber {_map.Text("absorber")}, but protocol {Protocol.Id} is of {ChemicalElement.Symbol(Protocol.Absorber)}; " +
                "give a preset with a protocol of your own");
        }
    }

    private IStructureSampler? OpenSampler() => _map.Text("sampling") switch
    {
        "random" => new RandomClusterSampler(ClusterRecipe.From(_map, Protocol.Absorber, Protocol.Elements)),
        "latin-hypercube" => new LatinHypercubeClusterSampler(ClusterRecipe.From(_map, Protocol.Absorber, Protocol.Elements)),
        "mixtures" => new MixtureSampler(MixtureRecipe.From(_map, Protocol.Absorber)),
        "glass" => new GlassCentreSampler(GlassRecipe.From(_map, Protocol.Absorber)),
        "crystals" => new CrystalSampler(_map, ReadSources()),
        "files" => new FileSampler(_map, ReadSources()),
        _ => null,
    };

    private SourceCrystal[] ReadSources() =>
        [.. SourceCrystal.ReadAll(_map.Texts("sources").Select(file => Path.Combine(_folder, file)), Protocol, _signature)];
}
