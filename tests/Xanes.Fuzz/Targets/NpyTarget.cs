using Xanes.Plugin.Arrays;

namespace Xanes.Fuzz.Targets;

/// <summary>NumPy's arrays, read as single and as double precision.</summary>
internal sealed class NpyTarget : IFuzzTarget
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("xanes-fuzz-").FullName, "array.npy");

    /// <inheritdoc/>
    public IReadOnlyList<FuzzSeed> Seeds { get; } =
        [.. FuzzSeed.Of("tests/data/npy"), .. FuzzSeed.Of("tests/data/agsi2o4-set", "*.npy"), .. FuzzSeed.Of("models/data/ag-k-green-2-crystal", "energy.npy")];

    /// <inheritdoc/>
    public bool IsText => false;

    /// <inheritdoc/>
    public void Read(string name, byte[] content)
    {
        File.WriteAllBytes(_path, content);
        var single = NpyFile.Read<float>(_path);
        var twice = NpyFile.Read<double>(_path);
        if (single.Shape.Aggregate(1L, (size, length) => size * length) != single.Values.Length || !twice.Shape.SequenceEqual(single.Shape))
        {
            throw new InvalidOperationException($"{single.Values.Length} values have the shape {single.ShapeText}");
        }
    }
}
