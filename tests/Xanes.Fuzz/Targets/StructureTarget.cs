using Xanes.Interop;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Structures;

namespace Xanes.Fuzz.Targets;

/// <summary>Structure files: every frame is read, described and written again.</summary>
internal sealed class StructureTarget : IFuzzTarget
{
    private const int MostFrames = 50;

    private readonly IDescriptor _descriptor = Featurisers.CreateDescriptor(
        DescriptorSpec.Parse("kind: pair-rdf\nelements: [H, O, Si, Ag]\nr_max: 5.0\nsigma: 0.3\ntaper: 1.0\nweight: inverse-distance\nunlisted: ignore\n"));

    /// <inheritdoc/>
    public IReadOnlyList<FuzzSeed> Seeds { get; } =
    [
        .. FuzzSeed.Of("tests/data/structures").Where(seed => !seed.Name.EndsWith(".json", StringComparison.Ordinal)),
        .. FuzzSeed.Of("tests/data/bad"),
        .. FuzzSeed.Of("tests/data", "agsi2o4.extxyz"),
    ];

    /// <inheritdoc/>
    public bool IsText => true;

    /// <inheritdoc/>
    public void Read(string name, byte[] content)
    {
        InvalidInputException? refused = null;
        foreach (var format in new[] { StructureReader.FormatOfName(name), null })
        {
            using var text = new StreamReader(new MemoryStream(content));
            foreach (var result in StructureReader.ReadEach(text, name, format).Take(MostFrames))
            {
                try
                {
                    Use(result.FrameOrThrow());
                }
                catch (InvalidInputException fault)
                {
                    refused ??= fault;
                }
            }
        }

        if (refused is not null)
        {
            throw refused;
        }
    }

    private void Use(StructureFrame frame)
    {
        var values = new float[_descriptor.Length];
        _descriptor.Describe(frame.Structure.View, 0, values);
        if (values.Any(value => !float.IsFinite(value)))
        {
            throw new InvalidOperationException($"{frame.Place}: a value of the descriptor is not finite");
        }

        using var text = new StringWriter();
        StructureWriter.Write(text, frame.Structure, frame.Info);
        if (text.ToString().Length == 0)
        {
            throw new InvalidOperationException($"{frame.Place}: nothing is written");
        }
    }
}
