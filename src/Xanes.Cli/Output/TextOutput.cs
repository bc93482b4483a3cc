using System.Text;

namespace Xanes.Cli.Output;

/// <summary>Where text goes: a file or standard output.</summary>
internal sealed class TextOutput : IDisposable
{
    private readonly OutputFile? _file;
    private bool _isClosed;

    private TextOutput(TextWriter writer, OutputFile? file)
    {
        Writer = writer;
        _file = file;
        Writer.NewLine = "\n";
    }

    /// <summary>Takes the text.</summary>
    public TextWriter Writer { get; }

    /// <summary>Text into a file.</summary>
    public static TextOutput ToFile(string path)
    {
        var file = new OutputFile(path);
        return new TextOutput(new StreamWriter(file.Stream, new UTF8Encoding(false)), file);
    }

    /// <summary>Text into a stream of the process, which stays open.</summary>
    public static TextOutput ToStream(TextWriter stream) => new(stream, null);

    /// <summary>Ends the text.</summary>
    /// <returns>The file written, if it is one.</returns>
    public IReadOnlyList<string> Commit()
    {
        if (_file is null)
        {
            Writer.Flush();
            return [];
        }

        Close();
        return _file.Commit();
    }

    /// <summary>Ends the text and closes its file, which keeps its temporary name until <see cref="Commit"/>.</summary>
    public void Close()
    {
        if (!_isClosed)
        {
            Writer.Flush();
            _file?.Close();
            _isClosed = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
