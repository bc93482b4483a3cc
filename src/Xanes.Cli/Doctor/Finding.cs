namespace Xanes.Cli.Doctor;

/// <summary>One thing that was looked for on this machine.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="State">Whether it was found.</param>
/// <param name="Detail">Where it is or what is wrong.</param>
/// <param name="Remedy">What to do; empty where nothing is to be done.</param>
internal sealed record Finding(string Name, FindingState State, string Detail, string Remedy = "")
{
    /// <summary>A thing that is there.</summary>
    public static Finding Found(string name, string detail) => new(name, FindingState.Found, detail);
}
