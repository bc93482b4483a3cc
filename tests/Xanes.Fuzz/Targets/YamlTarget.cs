using System.Text;
using Xanes.Interop;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Ledger;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Models;

namespace Xanes.Fuzz.Targets;

/// <summary>Manifests, specs, cards, protocols, facts of data sets and records of jobs, each by its own reader.</summary>
internal sealed class YamlTarget : IFuzzTarget
{
    private const string Record = "record.yaml";

    private const string RecordText =
        """
        finished: 2026-01-02T03:04:05.0000000Z
        seconds: 3.25
        host: node-7
        revision: 2021-01-21
        warnings: []
        sha256:
          in.txt: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
          out.txt: 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("xanes-fuzz-").FullName;

    /// <inheritdoc/>
    public IReadOnlyList<FuzzSeed> Seeds { get; } =
    [
        .. FuzzSeed.Of("models/ag-k-fast", "model.yaml"),
        .. FuzzSeed.Of("tests/data/models", "model.yaml"),
        .. FuzzSeed.Of("tests/data", "smeared.yaml"),
        .. FuzzSeed.Of("tests/data/agsi2o4-set", "dataset.yaml"),
        .. FuzzSeed.Of("src/Xanes.Plugin/Fdmnes/Protocols").Select(seed => seed with { Name = "protocol.yaml" }),
        new FuzzSeed(PluginManifest.FileName, File.ReadAllBytes(Path.Combine(Checkout.Folder, PluginManifest.FileName))),
        new FuzzSeed(Record, Encoding.UTF8.GetBytes(RecordText)),
    ];

    /// <inheritdoc/>
    public bool IsText => true;

    /// <inheritdoc/>
    public void Read(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name == Record ? JobRecord.FileName : name);
        File.WriteAllBytes(path, content);
        switch (name)
        {
            case ModelCard.FileName:
                _ = ModelCardWriter.Write(ModelCardReader.ReadFolder(_folder));
                break;
            case PluginManifest.FileName:
                Describe(PluginManifest.Read(path).DefaultDescriptor);
                break;
            case "dataset.yaml":
                _ = SpectrumProtocol.From(YamlMap.ReadFile(path));
                break;
            case "protocol.yaml":
                Use(FdmnesProtocol.From(YamlMap.ReadFile(path)));
                break;
            case Record:
                _ = JobRecord.Read(_folder).ToText();
                break;
            default:
                Describe(DescriptorSpec.ReadFile(path));
                break;
        }
    }

    private static void Describe(DescriptorSpec spec)
    {
        var structure = new AtomicStructure([47, 8, 14], [0, 0, 0, 2, 0, 0, 0, 2.5, 0]);
        var descriptor = Featurisers.CreateDescriptor(spec);
        descriptor.Describe(structure.View, 0, new float[descriptor.Length]);
        _ = spec.ToYaml();
    }

    private static void Use(FdmnesProtocol protocol)
    {
        _ = protocol.Range.Energies();
        _ = protocol.CommonAxis.Energies();
        _ = FdmnesInput.WithoutAtoms(protocol).Hash;
        _ = FdmnesProtocol.NormalisationText(protocol.EdgeStep ?? 1.0);
    }
}
