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
    private readonly Func<string, TextReader>? _openByAse;
    private long? _size;
    private readonly List<FrameResult> _seen = [];
    private IEnumerator<FrameResult>? _rest;

    /// <summary>The bytes read so far; whoever shows them is on another thread.</summary>
    private long _read;

    /// <summary>Checks that all files are there, before any work.</summary>
    /// <param name="paths">The files; <c>-</c> is standard input.</param>
    /// <param name="standardInput">The text of standard input.</param>
    /// <param name="openByAse">Opens a file of a format for ASE as extended xyz; null where none is expected.</param>
    /// <param name="cancellation">Ends the wait for a pipe or for standard input.</param>
    /// <exception cref="InvalidInputException">A file is missing, or standard input is named twice.</exception>
    public StructureInput(
        IReadOnlyList<string> paths, TextReader standardInput, Func<string, TextReader>? openByAse = null, CancellationToken cancellation = default)
    {
        _openByAse = openByAse;
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
    public double? FractionRead => _size is { } size and > 0 ? Math.Min(1.0, Interlocked.Read(ref _read) / (double)size) : null;

    /// <summary>The frames, or the faults in their place; to be enumerated once.</summary>
    public IEnumerable<FrameResult> Frames()
    {
        foreach (var result in _seen)
        {
            yield return result;
        }

        using var rest = _rest ?? ReadFrames().GetEnumerator();
        while (rest.MoveNext())
        {
            yield return rest.Current;
        }
    }

    /// <summary>
    /// The first frame that can be read, ahead of <see cref="Frames"/>, which gives it all the same; null where there is none.
    /// </summary>
    public StructureFrame? FirstFrame()
    {
        _rest ??= ReadFrames().GetEnumerator();
        while (_seen.LastOrDefault()?.Frame is null && _rest.MoveNext())
        {
            _seen.Add(_rest.Current);
        }

        return _seen.LastOrDefault()?.Frame;
    }

    private IEnumerable<FrameResult> ReadFrames() => _paths.SelectMany(path =>
        path == StandardInput ? FramesOfStandardInput()
        : _openByAse is not null && AseFile.IsFor(path) ? FramesByAse(path)
        : FramesOfFile(path));

    private IEnumerable<FrameResult> FramesByAse(string path)
    {
        _size = null;
        using var text = new CancellableReader(_openByAse!(path), _cancellation);
        foreach (var result in StructureReader.ReadEach(text, path, StructureFormat.Xyz))
        {
            yield return result;
        }
    }

    private IEnumerable<FrameResult> FramesOfStandardInput() =>
        StructureReader.ReadEach(new CancellableReader(_standardInput, _cancellation), "standard input");

    private IEnumerable<FrameResult> FramesOfFile(string path)
    {
        var file = BlockingCall.Wait(() => Open(path), _cancellation);
        using TextReader text = file.CanSeek ? new StreamReader(file, bufferSize: BufferSize) : new CancellableReader(new StreamReader(file), _cancellation);
        if (!file.CanSeek)
        {
            _size = null;
        }

        var before = _read;
        foreach (var result in StructureReader.ReadEach(text, path, StructureReader.FormatOfName(path)))
        {
            if (file.CanSeek)
            {
                Interlocked.Exchange(ref _read, before + file.Position);
            }

            yield return result;
        }
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
