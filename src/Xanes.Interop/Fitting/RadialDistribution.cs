namespace Xanes.Interop;

/// <summary>The radial distribution of the neighbours of the absorber, with its band over the posterior; each atom a Gaussian.</summary>
/// <param name="Element">The symbol of the neighbours' element.</param>
/// <param name="Distances">Distances in Å, [k].</param>
/// <param name="Best">Atoms per Å in the best structure, [k].</param>
/// <param name="Median">The posterior's median, [k].</param>
/// <param name="Lower">The posterior's lower end of 90 %, [k].</param>
/// <param name="Upper">The posterior's upper end of 90 %, [k].</param>
/// <param name="Width">The standard deviation of the Gaussians in Å.</param>
public sealed record RadialDistribution(
    string Element,
    ReadOnlyMemory<double> Distances,
    ReadOnlyMemory<double> Best,
    ReadOnlyMemory<double> Median,
    ReadOnlyMemory<double> Lower,
    ReadOnlyMemory<double> Upper,
    double Width);
