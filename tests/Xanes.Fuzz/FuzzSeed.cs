namespace Xanes.Fuzz;

/// <summary>A sound or deliberately bad file that mutations start from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record FuzzSeed(string Name, byte[] Content)
{
    /// <summary>Reads the files of the checkout that match.</summary>
    public static IEnumerable<FuzzSeed> Of(string folder, string pattern = "*") =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Folder, folder), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new FuzzSeed(Path.GetFileName(path), File.ReadAllBytes(path)));
}
