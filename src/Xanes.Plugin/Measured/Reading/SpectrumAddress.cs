using Xanes.Interop;

namespace Xanes.Plugin.Measured.Reading;

/// <summary>A file, or a record of it as in <c>ag.prj:Ag oxide</c>.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Record">The record's label, group or 1-based number; null for the whole file.</param>
internal sealed record SpectrumAddress(string File, string? Record)
{
    /// <summary>Parts a text at the first colon before which there is a file.</summary>
    /// <exception cref="InvalidInputException">There is no such file.</exception>
    public static SpectrumAddress Parse(string text)
    {
        if (System.IO.File.Exists(text))
        {
            return new SpectrumAddress(text, null);
        }

        for (var colon = text.IndexOf(':'); colon >= 0; colon = text.IndexOf(':', colon + 1))
        {
            if (System.IO.File.Exists(text[..colon]))
            {
                return new SpectrumAddress(text[..colon], text[(colon + 1)..]);
            }
        }

        throw new InvalidInputException(
            Directory.Exists(text) ? $"{text}: is a folder; give a file with a measured spectrum" : $"{text}: there is no such file; check the path");
    }
}
