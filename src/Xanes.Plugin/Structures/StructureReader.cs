using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>
/// Reads structures from xyz, extended xyz, POSCAR and CIF files, one frame after another as they are asked for, so that
/// a long trajectory never stands in memory.
/// </summary>
public static class StructureReader
{
    private const string StandardInput = "-";

    private const int LongestOpening = 1000;

    private const int BufferSize = 1 << 16;

    /// <summary>Reads a file's frames up to the first that is at fault.</summary>
    /// <param name="path">The file; <c>-</c> reads standard input. Its format goes by its name, else by its content.</param>
    /// <exception cref="InvalidInputException">No such file, or a frame at fault: after the frames before it.</exception>
    public static IEnumerable<StructureFrame> Read(string path) => ReadEach(path).Select(result => result.FrameOrThrow());

    /// <summary>Reads frames from text up to the first that is at fault.</summary>
    /// <inheritdoc cref="ReadEach(TextReader, string, StructureFormat?)"/>
    public static IEnumerable<StructureFrame> Read(TextReader text, string source, StructureFormat? format = null) =>
        ReadEach(text, source, format).Select(result => result.FrameOrThrow());

    /// <summary>Reads a file's frames, those at fault included.</summary>
    /// <param name="path">The file; <c>-</c> reads standard input. Its format goes by its name, else by its content.</param>
    /// <exception cref="InvalidInputException">The file cannot be opened.</exception>
    public static IEnumerable<FrameResult> ReadEach(string path)
    {
        using var text = Open(path);
        foreach (var result in ReadEach(text, path == StandardInput ? "standard input" : path, FormatOfName(path)))
        {
            yield return result;
        }
    }

    /// <summary>Reads frames from text, those at fault included; after a fault reading goes on where a next frame can be found.</summary>
    /// <param name="text">The text; not closed.</param>
    /// <param name="source">Its name for messages.</param>
    /// <param name="format">Its format; null finds out by the content.</param>
    public static IEnumerable<FrameResult> ReadEach(TextReader text, string source, StructureFormat? format = null)
    {
        var lines = new LineSource(text, source);
        using var frames = ReadFrames(lines, format).GetEnumerator();
        for (var index = 0; Next(frames, index, source) is { } result; index++)
        {
            yield return result;
        }
    }

    /// <summary>The next frame; a fault that belongs to no frame, such as binary content, ends the file.</summary>
    private static FrameResult? Next(IEnumerator<FrameResult> frames, int index, string source)
    {
        try
        {
            return frames.MoveNext() ? frames.Current : null;
        }
        catch (InvalidInputException fault)
        {
            return new FrameResult(index, null, fault.At(source));
        }
    }

    private static IEnumerable<FrameResult> ReadFrames(LineSource lines, StructureFormat? format)
    {
        if (!Opening(lines).Any(line => !string.IsNullOrWhiteSpace(line)))
        {
            throw new InvalidInputException("is empty; give an xyz, extxyz, POSCAR or CIF file");
        }

        var frames = (format ?? FormatOfContent(lines)) switch
        {
            StructureFormat.Poscar => PoscarReader.Read(lines),
            StructureFormat.Cif => CifReader.Read(lines),
            _ => XyzReader.Read(lines),
        };
        foreach (var frame in frames)
        {
            yield return frame;
        }
    }

    /// <summary>The lines that a file's format is recognised by, which stay to be read.</summary>
    private static IEnumerable<string> Opening(LineSource lines)
    {
        for (var i = 0; i < LongestOpening && lines.PeekLine(i) is { } line; i++)
        {
            yield return line;
        }
    }

    private static StructureFormat FormatOfContent(LineSource lines)
    {
        if (PoscarReader.IsPoscar(lines))
        {
            return StructureFormat.Poscar;
        }

        var first = Opening(lines).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line) && !line.TrimStart().StartsWith('#'), "");
        return XyzReader.IsAtomCount(first) ? StructureFormat.Xyz
            : CifReader.IsBlockHeader(first) ? StructureFormat.Cif
            : throw new InvalidInputException(
                "is of no format that its name or content tells; name it .xyz, .extxyz, .cif, .vasp, .poscar or POSCAR");
    }

    private static StreamReader Open(string path)
    {
        if (path == StandardInput)
        {
            return new StreamReader(Console.OpenStandardInput());
        }

        try
        {
            return new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize), bufferSize: BufferSize);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidInputException($"{path}: there is no such file; check the path", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidInputException($"{path}: cannot be opened ({fault.Message}); check the path", fault);
        }
    }

    /// <summary>The format that a file name tells by its ending, or by POSCAR or CONTCAR at its start; null where it tells none.</summary>
    public static StructureFormat? FormatOfName(string path)
    {
        var name = Path.GetFileName(path);
        if (name.StartsWith("POSCAR", StringComparison.OrdinalIgnoreCase) || name.StartsWith("CONTCAR", StringComparison.OrdinalIgnoreCase))
        {
            return StructureFormat.Poscar;
        }

        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".xyz" or ".extxyz" => StructureFormat.Xyz,
            ".vasp" or ".poscar" => StructureFormat.Poscar,
            ".cif" => StructureFormat.Cif,
            _ => null,
        };
    }
}
