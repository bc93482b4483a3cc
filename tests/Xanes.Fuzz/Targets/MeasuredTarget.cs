using System.IO.Compression;
using Xanes.Interop;
using Xanes.Plugin.Measured.Normalisation;
using Xanes.Plugin.Measured.Reading;

namespace Xanes.Fuzz.Targets;

/// <summary>Measured spectra: every record of a file is read and normalised.</summary>
internal sealed class MeasuredTarget : IFuzzTarget
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"xanes-fuzz-measured-{Environment.ProcessId}");

    /// <inheritdoc/>
    public IReadOnlyList<FuzzSeed> Seeds { get; } =
    [
        .. FuzzSeed.Of("tests/data/measured", "*.xdi"),
        .. FuzzSeed.Of("tests/data/measured", "*.prj"),
        .. FuzzSeed.Of("tests/data/measured", "*.prj").Select(Uncompressed),
        .. FuzzSeed.Of("models/measured", "*.dat"),
        .. FuzzSeed.Of("models/measured/fdmnes", "*.csv"),
    ];

    /// <inheritdoc/>
    public bool IsText => true;

    /// <inheritdoc/>
    public void Read(string name, byte[] content)
    {
        File.WriteAllBytes(_path, content);
        try
        {
            InvalidInputException? refused = null;
            foreach (var record in MeasuredFile.ReadAll(_path))
            {
                try
                {
                    _ = PreEdge.Normalise(record.SpectrumOrThrow());
                }
                catch (InvalidInputException fault)
                {
                    refused ??= fault;
                }
            }

            if (refused is not null)
            {
                throw refused;
            }
        }
        finally
        {
            File.Delete(_path);
        }
    }

    private static FuzzSeed Uncompressed(FuzzSeed seed)
    {
        using var gzip = new GZipStream(new MemoryStream(seed.Content), CompressionMode.Decompress);
        using var text = new MemoryStream();
        gzip.CopyTo(text);
        return new FuzzSeed($"plain-{seed.Name}", text.ToArray());
    }
}
