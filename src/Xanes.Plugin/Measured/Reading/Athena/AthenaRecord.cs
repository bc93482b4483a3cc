namespace Xanes.Plugin.Measured.Reading.Athena;

/// <summary>A record of a project file as it stands there.</summary>
internal sealed class AthenaRecord
{
    /// <summary>Its name within the project.</summary>
    public string Group { get; set; } = "";

    /// <summary>Athena's parameters of it.</summary>
    public Dictionary<string, string> Parameters { get; } = [];

    /// <summary>Energies in eV, or wave numbers in 1/Å where it is no spectrum.</summary>
    public double[] X { get; set; } = [];

    /// <summary>The absorption, or chi(k).</summary>
    public double[] Y { get; set; } = [];

    /// <summary>Its name for people.</summary>
    public string Label => Parameters.TryGetValue("label", out var label) && label.Trim().Length > 0 ? OneLine.Of(label.Trim()) : Group;

    /// <summary>A parameter; empty where it is not given.</summary>
    public string Parameter(string name) => Parameters.GetValueOrDefault(name, "");

    /// <summary>Whether a flag of Athena's is set.</summary>
    public bool Is(string flag) => Parameter(flag) is not ("" or "0");

    /// <summary>A numeric parameter; 0 where it is not given or no number.</summary>
    public double Number(string name) => AthenaNumber.TryParse(Parameter(name), out var number) && double.IsFinite(number) ? number : 0.0;
}
