namespace Xanes.Plugin.Measured.Reading;

/// <summary>Photon energy from the angle of a monochromator.</summary>
internal static class BraggAngle
{
    /// <summary>h c in eV Å (CODATA 2018, exact).</summary>
    private const double PlanckTimesLight = 12398.419843320026;

    /// <summary>The photon energy in eV by Bragg's law, E = h c / (2 d sin theta).</summary>
    /// <param name="degrees">The angle theta between beam and lattice planes.</param>
    /// <param name="spacing">The lattice spacing d in Å.</param>
    public static double ToEnergy(double degrees, double spacing) => PlanckTimesLight / (2.0 * spacing * Math.Sin(double.DegreesToRadians(degrees)));
}
