using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Xanes.Cli.Output;

/// <summary>A JSON object whose last member, <c>rows</c>, is a list that is written element by element, a line each.</summary>
internal sealed class JsonRows : IDisposable
{
    private readonly TextOutput _output;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>Writes the members before the rows.</summary>
    public JsonRows(TextOutput output, Action<Utf8JsonWriter> writeHead)
    {
        _output = output;
        _json = new Utf8JsonWriter(_buffer, JsonText.Options);
        _json.WriteStartObject();
        writeHead(_json);
        _json.WriteStartArray("rows");
        PassOn();
    }

    /// <summary>Writes one row, a JSON value.</summary>
    public void Add(Action<Utf8JsonWriter> writeRow)
    {
        writeRow(_json);
        PassOn();
    }

    /// <summary>Closes the object.</summary>
    public IReadOnlyList<string> Commit()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        PassOn();
        return _output.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _output.Dispose();
    }

    private void PassOn()
    {
        _json.Flush();
        _output.Writer.WriteLine(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        _buffer.ResetWrittenCount();
    }
}
