namespace Xanes.Plugin.Descriptors;

/// <summary>A named model input with its values.</summary>
/// <param name="Name">The input's name in the model.</param>
/// <param name="Shape">Its shape, rows first.</param>
/// <param name="Values">The values, row-major.</param>
public sealed record FeatureTensor<T>(string Name, long[] Shape, Memory<T> Values)
    : FeatureTensor(Name, Shape)
    where T : unmanaged;
