using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Doctor;

/// <summary>FDMNES, which users bring themselves.</summary>
internal sealed record FdmnesCheck(FdmnesProgram Program)
{
    /// <summary>Looks for the program.</summary>
    public Finding Run() =>
        Program.Locate() is { } path
            ? Finding.Found("FDMNES", path)
            : new Finding(
                "FDMNES",
                FindingState.Hint,
                Program.Named is { } named ? $"'{named}' is not a program" : $"not on PATH as {string.Join(", ", FdmnesProgram.UsualNames)}",
                $"only computing new spectra needs it: get it from Institut Néel, then set {FdmnesProgram.VariableName} " +
                "or 'tools: fdmnes' in plugin.yaml");
}
