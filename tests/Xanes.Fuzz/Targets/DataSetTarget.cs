using Xanes.Plugin.Datasets;

namespace Xanes.Fuzz.Targets;

/// <summary>A data set of which one file is damaged.</summary>
internal sealed class DataSetTarget : IFuzzTarget
{
    private const string Set = "tests/data/agsi2o4-set";

    private readonly string _folder = Directory.CreateTempSubdirectory("xanes-fuzz-").FullName;

    /// <inheritdoc/>
    public IReadOnlyList<FuzzSeed> Seeds { get; } = [.. FuzzSeed.Of(Set)];

    /// <inheritdoc/>
    public bool IsText => true;

    /// <inheritdoc/>
    public void Read(string name, byte[] content)
    {
        foreach (var seed in Seeds)
        {
            File.WriteAllBytes(Path.Combine(_folder, seed.Name), seed.Name == name ? content : seed.Content);
        }

        _ = DataSetReader.Read(_folder);
    }
}
