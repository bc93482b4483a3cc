namespace Xanes.Cli;

/// <summary>How another process starts this command.</summary>
internal static class ThisCommand
{
    /// <summary>The folder of the build for newer processors, beside the program that hands over to it.</summary>
    private const string VariantFolder = "x86-64-v3";

    /// <summary>The program and, where that is the .NET host, the assembly for it. Another machine may have an older processor.</summary>
    public static IReadOnlyList<string> Words
    {
        get
        {
            var program = Environment.ProcessPath!;
            if (new FileInfo(program).Directory is { Name: VariantFolder, Parent: { } above } && Path.Combine(above.FullName, Path.GetFileName(program)) is var first && File.Exists(first))
            {
                return [first];
            }

            return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Path.Combine(AppContext.BaseDirectory, "xanes.dll")] : [program];
        }
    }
}
