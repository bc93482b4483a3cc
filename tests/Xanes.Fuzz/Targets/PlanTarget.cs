using System.Text;
using Xanes.Plugin.Datasets;

namespace Xanes.Fuzz.Targets;

/// <summary>Plans of data sets, from which a few structures are drawn.</summary>
internal sealed class PlanTarget : IFuzzTarget
{
    private const int JobsDrawn = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("xanes-fuzz-").FullName;

    /// <summary>Copies the crystals that plans name.</summary>
    public PlanTarget()
    {
        var sources = Directory.CreateDirectory(Path.Combine(_folder, "sources")).FullName;
        foreach (var name in new[] { "ag2o.cif", "ago.cif" })
        {
            File.Copy(Path.Combine(Checkout.Folder, "tests/data/structures", name), Path.Combine(sources, name));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<FuzzSeed> Seeds { get; } =
    [
        .. FuzzSeed.Of("src/Xanes.Plugin/Datasets/Presets").Select(WithNumbers),
        WithNumbers(FuzzSeed.Of("src/Xanes.Plugin/Datasets/Presets", "ag-k-green-2.yaml").Single(), "sampling: random", "sampling: latin-hypercube"),
    ];

    /// <inheritdoc/>
    public bool IsText => true;

    /// <inheritdoc/>
    public void Read(string name, byte[] content)
    {
        var plan = DataSetPlan.Parse(_folder, Encoding.UTF8.GetString(content));
        foreach (var job in plan.Jobs().Take(JobsDrawn))
        {
            if (job.Structure.Cluster.Positions.ToArray().Any(coordinate => !double.IsFinite(coordinate)))
            {
                throw new InvalidOperationException("a coordinate is not finite");
            }
        }
    }

    private static FuzzSeed WithNumbers(FuzzSeed preset) => WithNumbers(preset, "", "");

    private static FuzzSeed WithNumbers(FuzzSeed preset, string right, string wrong)
    {
        var text = Encoding.UTF8.GetString(preset.Content);
        var changed = right.Length == 0 ? text : text.Replace(right, wrong, StringComparison.Ordinal);
        return preset with { Content = Encoding.UTF8.GetBytes($"{changed}count: 20\nseed: 7\nsources: [sources/ag2o.cif, sources/ago.cif]\n") };
    }
}
