using Xanes.Interop;
using Xanes.Plugin.Arrays;
using Xanes.Plugin.Descriptors;
using Xanes.Plugin.Files;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Input;

/// <summary>Takes one descriptor from a file: a row of an array, or that of a structure's absorber.</summary>
/// <param name="path">An .npy file or a structure file, pipes included, or <c>-</c> for a structure on standard input.</param>
/// <param name="row">The 0-based row; it may be left out where there is only one.</param>
/// <param name="absorber">The absorbers of a structure, or the symbol of an array's absorber.</param>
/// <param name="cancellation">Ends the wait for a pipe or for standard input.</param>
internal sealed class DescriptorInput(string path, int? row, string? absorber, CancellationToken cancellation = default)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidInputException">The file is at fault, there is no such row, or several where none is named.</exception>
    public GivenDescriptor Read(PairRdf descriptor, TextReader standardInput)
    {
        if (Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase))
        {
            return FromArray();
        }

        var structures = new StructureInput([path], standardInput, cancellation: cancellation);
        if (path == StructureInput.StandardInput)
        {
            return FromStructure(structures.Frames(), descriptor);
        }

        // The name of a pipe says nothing of its content.
        using var file = SeekableFile.Open(path, cancellation);
        return NpyFile.IsArray(file)
            ? FromArray(NpyFile.Read<float>(file, path))
            : FromStructure(StructureReader.ReadEach(new StreamReader(file), path, StructureReader.FormatOfName(path)), descriptor);
    }

    /// <summary>Reads it from an .npy file.</summary>
    /// <exception cref="InvalidInputException">The file is at fault, there is no such row, or several where none is named.</exception>
    public GivenDescriptor FromArray() => FromArray(NpyFile.Read<float>(path, cancellation));

    private GivenDescriptor FromArray(NpyArray<float> array)
    {
        var rows = array.Shape switch
        {
            [_] => 1,
            [var count, _] => count,
            _ => throw new InvalidInputException($"{path}: has the shape {array.ShapeText}; give an array of descriptors, [rows, features]"),
        };
        if (row is null && rows != 1)
        {
            throw SeveralRows(rows);
        }

        var chosen = row ?? 0;
        if (chosen < 0 || chosen >= rows)
        {
            throw NoSuchRow(rows);
        }

        var features = array.Shape[^1];
        return new GivenDescriptor($"{path}, row {chosen}", array.Values.AsSpan(chosen * features, features).ToArray(), absorber, null);
    }

    private GivenDescriptor FromStructure(IEnumerable<FrameResult> frames, PairRdf descriptor)
    {
        var rule = AbsorberRule.ForDescriptor(absorber, descriptor.Spec.Absorber);
        var sites = frames
            .Select(result => result.FrameOrThrow())
            .SelectMany(frame => Sites(frame, rule))
            .Take(row is { } last ? last + 1 : 2)
            .ToArray();
        if (row is null && sites.Length > 1)
        {
            throw SeveralRows(null);
        }

        var chosen = row ?? 0;
        return chosen >= 0 && chosen < sites.Length ? Describe(sites[chosen].Frame, sites[chosen].Absorber, descriptor) : throw NoSuchRow(sites.Length);
    }

    private static IEnumerable<(StructureFrame Frame, int Absorber)> Sites(StructureFrame frame, AbsorberRule rule)
    {
        try
        {
            return rule.Resolve(frame).Select(atom => (frame, atom));
        }
        catch (InvalidInputException fault)
        {
            throw fault.At(frame.Place);
        }
    }

    private static GivenDescriptor Describe(StructureFrame frame, int absorber, PairRdf descriptor)
    {
        try
        {
            var view = frame.Structure.View;
            var values = new float[descriptor.Length];
            descriptor.Describe(view, absorber, values);
            var cluster = new Cluster();
            ClusterBuilder.Build(view, absorber, descriptor.ClusterSpec, cluster);
            var original = ToStructure(cluster, view.AtomicNumbers[absorber], descriptor.ClusterSpec);
            return new GivenDescriptor(frame.Place, values, ChemicalElement.Symbol(view.AtomicNumbers[absorber]), original);
        }
        catch (InvalidInputException fault)
        {
            throw fault.At(frame.Place);
        }
    }

    /// <summary>The absorber at the origin, then the cluster's atoms.</summary>
    private static AtomicStructure ToStructure(Cluster cluster, int absorber, ClusterSpec spec)
    {
        var numbers = new List<int> { absorber };
        var positions = new List<double> { 0.0, 0.0, 0.0 };
        for (var atom = 0; atom < cluster.Count; atom++)
        {
            numbers.Add(spec.Elements[cluster.SpeciesOf(atom)]);
            var position = new Vector3Double(cluster.X[atom], cluster.Y[atom], cluster.Z[atom]) - cluster.Origin;
            positions.AddRange([position.X, position.Y, position.Z]);
        }

        return new AtomicStructure([.. numbers], [.. positions]);
    }

    private InvalidInputException SeveralRows(int? rows) =>
        new($"{path}: holds {(rows is { } count ? $"{count}" : "several")} descriptors; name one with --row (0-based)");

    private InvalidInputException NoSuchRow(int rows) => new($"{path}: has no row {row ?? 0}, only {rows} (0-based)");
}
