namespace Xanes.Plugin.Tests.Structures;

/// <summary>The structure files beside the tests.</summary>
internal static class StructureFiles
{
    public static string Good(string name) => Path.Combine(AppContext.BaseDirectory, "data", "structures", name);

    public static string Bad(string name) => Path.Combine(AppContext.BaseDirectory, "data", "bad", name);

    public static IEnumerable<string> AllGood() =>
        Directory.EnumerateFiles(Good("")).Where(path => Path.GetExtension(path) != ".json").Select(path => Path.GetFileName(path)).Order();
}
