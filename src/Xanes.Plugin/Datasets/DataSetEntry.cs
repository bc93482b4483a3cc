using Xanes.Interop;
using Xanes.Plugin.Convolution;

namespace Xanes.Plugin.Datasets;

/// <summary>One structure of a data set with its spectrum.</summary>
/// <param name="Id">Its id in the set.</param>
/// <param name="Group">What relates it to others of the set, such as the crystal it was cut from; null where nothing does.</param>
/// <param name="Site">The structure and its absorber.</param>
/// <param name="Spectrum">Normalised intensities, [m].</param>
/// <param name="Raw">The spectrum before convolution; null in a set of finished spectra alone.</param>
/// <param name="Part">What it is used for.</param>
/// <param name="Place">File and frame, for messages.</param>
public sealed record DataSetEntry(
    string Id, string? Group, AbsorberSite Site, ReadOnlyMemory<float> Spectrum, RawSpectrum? Raw, SplitPart Part, string Place);
