namespace Xanes.Cli.Doctor;

/// <summary>FDMNES, which users bring themselves.</summary>
internal static class FdmnesCheck
{
    /// <summary>The environment variable that may name the program.</summary>
    public const string VariableName = "XANES_FDMNES";

    /// <summary>The program's usual names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["fdmnes", "fdmnes_linux64", "fdmnes_linux", "fdmnes_mac", "fdmnes_win64", "mpirun_fdmnes"];

    /// <summary>The program.</summary>
    public static Finding Run(ProgramFinder finder)
    {
        if (finder.Find() is { } path)
        {
            return Finding.Found("FDMNES", path);
        }

        var detail = finder.Named is { } named ? $"'{named}' is not a program" : $"not on PATH as {string.Join(", ", Names)}";
        return new Finding(
            "FDMNES",
            FindingState.Hint,
            detail,
            $"only computing new spectra needs it: get it from Institut Néel, then set {VariableName} or tools: fdmnes in plugin.yaml");
    }
}
