namespace Xanes.Cli.Output;

/// <summary>
/// The monochromator that the format requires of every file. A computed spectrum has none; one is named by which its energies could be
/// measured, so that programs that turn energies into angles can.
/// </summary>
internal static class XdiMonochromator
{
    /// <summary>Planck's constant times the speed of light in eV Å (CODATA 2018).</summary>
    private const double PlanckTimesLight = 12398.419843320026;

    private static readonly (string Name, double Spacing)[] Usual = [("Si(111)", 3.1356), ("multilayer", 50.0)];

    /// <summary>A usual crystal and its spacing in Å which diffract photons of an energy: hc / E &lt;= 2 d.</summary>
    /// <param name="lowestEnergy">The lowest photon energy of the spectrum in eV.</param>
    public static (string Name, double Spacing) Nominal(double lowestEnergy) =>
        Usual.FirstOrDefault(crystal => PlanckTimesLight / (2.0 * crystal.Spacing) < lowestEnergy, Usual[^1]);
}
