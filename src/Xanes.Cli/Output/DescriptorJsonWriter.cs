using Xanes.Cli.Rows;
using Xanes.Interop;

namespace Xanes.Cli.Output;

/// <summary>Vectors as a JSON object: the spec, the labels, and for each row its place, its counts and its values.</summary>
internal sealed class DescriptorJsonWriter(TextOutput output, IDescriptor descriptor) : IRowWriter<DescriptorRow>
{
    private readonly JsonRows _rows = new(output, json =>
    {
        json.WriteSpec("spec", descriptor.Spec);
        json.WriteStartArray("labels");
        foreach (var label in descriptor.Labels)
        {
            json.WriteStringValue(label);
        }

        json.WriteEndArray();
    });

    /// <inheritdoc/>
    public void Write(DescriptorRow row) => _rows.Add(json =>
    {
        json.WriteStartObject();
        json.WriteLabel(row.Label);
        json.WriteNumber("neighbours", row.Tally.Neighbours);
        json.WriteNumber("ignored", row.Tally.Ignored);
        json.WriteNumber("below_r_min", row.Tally.BelowMinimum);
        json.WriteNumbers("values", row.Values);
        json.WriteEndObject();
    });

    /// <inheritdoc/>
    public IReadOnlyList<string> Commit() => _rows.Commit();

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
