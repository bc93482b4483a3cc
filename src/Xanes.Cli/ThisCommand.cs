using System.Reflection;

namespace Xanes.Cli;

/// <summary>How another process starts this command.</summary>
internal static class ThisCommand
{
    /// <summary>The program and, where that is the .NET host, the assembly for it.</summary>
    public static IReadOnlyList<string> Words
    {
        get
        {
            var program = Environment.ProcessPath!;
            return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Assembly.GetExecutingAssembly().Location] : [program];
        }
    }
}
