namespace Xanes.Plugin.Descriptors;

/// <summary>One named model input.</summary>
/// <param name="Name">The input's name in the model.</param>
/// <param name="Shape">Its shape, rows first.</param>
public abstract record FeatureTensor(string Name, long[] Shape);
