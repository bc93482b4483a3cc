namespace Xanes.Plugin.Arrays;

/// <summary>The content of a NumPy file.</summary>
/// <param name="Values">The values, row-major.</param>
/// <param name="Shape">The length of each axis.</param>
public sealed record NpyArray<T>(T[] Values, int[] Shape)
    where T : unmanaged
{
    /// <summary>The shape as NumPy writes it, such as <c>[2547, 137]</c>.</summary>
    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}
