using Xanes.Interop;
using Xanes.Plugin.Files;
using Xanes.Plugin.Structures;

namespace Xanes.Cli.Input;

/// <summary>The frames of all STRUCTURE arguments, read one by one; knows how much of the files it has read.</summary>
internal sealed class StructureInput
{
    /// <summary>The name of standard input among files.</summary>
    public const string StandardInput = "-";

    private const int BufferSize = 1 << 16;

    private readonly IReadOnlyList<string> _paths;
    private readonly TextReader _standardInput;
    private readonly CancellationToken _cancellation;
    private long? _size;
    private FileStream? _open;
    private long _read;

    /// <summary>Checks that all files are there, before any work.</summary>
    /// <param name="paths">The files; <c>-</c> is standard input.</param>
    /// <param name="standardInput">The text of standard input.</param>
    /// <param name="cancellation">Ends the wait for a pipe or for standard input.</param>
    /// <exception cref="InvalidInputException">A file is missing, or standard input is named twice.</exception>
    public StructureInput(IReadOnlyList<string> paths, TextReader standardInput, CancellationToken cancellation = default)
    {
        if (paths.Count(path => path == StandardInput) > 1)
        {
            throw new InvalidInputException("standard input ('-') can be read only once; name it once");
        }

        if (paths.FirstOrDefault(path => path != StandardInput && !File.Exists(path)) is { } missing)
        {
            throw new InvalidInputException($"{missing}: {FileNames.WhyMissing(missing)}");
        }

        _paths = paths;
        _standardInput = standardInput;
        _cancellation = cancellation;
        _size = paths.Contains(StandardInput) ? null : paths.Sum(path => new FileInfo(path).Length);
    }

    /// <summary>The part of the input that has been read, 0 to 1; null where its size is unknown.</summary>
    public double? FractionRead => _size > 0 ? Math.Min(1.0, (_read + (_open?.Position ?? 0)) / (double)_size) : null;

    /// <summary>The frames, or the faults in their place.</summary>
    public IEnumerable<FrameResult> Frames() => _paths.SelectMany(path => path == StandardInput ? FramesOfStandardInput() : FramesOfFile(path));

    private IEnumerable<FrameResult> FramesOfStandardInput() =>
        StructureReader.ReadEach(new CancellableReader(_standardInput, _cancellation), "standard input");

    private IEnumerable<FrameResult> FramesOfFile(string path)
    {
        var file = BlockingCall.Wait(() => Open(path), _cancellation);
        using TextReader text = file.CanSeek ? new StreamReader(file, bufferSize: BufferSize) : new CancellableReader(new StreamReader(file), _cancellation);
        _open = file.CanSeek ? file : null;
        _size = file.CanSeek ? _size : null;
        foreach (var result in StructureReader.ReadEach(text, path, StructureReader.FormatOfName(path)))
        {
            yield return result;
        }

        _read += _open?.Length ?? 0;
        _open = null;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read ({fault.Message}); check the file", fault);
        }
    }
}
