using System.Text.Json;
using Xanes.Plugin.Datasets;
using Xanes.Plugin.Datasets.Slurm;

namespace Xanes.Cli.Output;

/// <summary>The JSON form of a data set's status.</summary>
internal static class StatusJson
{
    /// <summary>Writes a status as an object.</summary>
    public static void WriteStatus(this Utf8JsonWriter json, DataSetStatus status, IReadOnlyList<SlurmTask> tasks)
    {
        json.WriteStartObject();
        json.WriteNumber("planned", status.Planned);
        json.WriteNumber("exported", status.Exported);
        foreach (var (state, count) in status.Jobs)
        {
            json.WriteNumber(state.ToString().ToLowerInvariant(), count);
        }

        json.WriteNumber("done_last_hour", status.LastHour);
        if (status.MedianSeconds is { } seconds)
        {
            json.WriteNumber("median_seconds", seconds);
        }

        json.WriteStartArray("slurm");
        foreach (var task in tasks)
        {
            json.WriteStartObject();
            json.WriteString("id", task.Id);
            json.WriteString("state", task.State);
            json.WriteString("reason", task.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteJobs("failures", status.Failures);
        json.WriteJobs("damaged", status.Damaged);
        json.WriteStartObject("distances");
        foreach (var (element, histogram) in status.Distances)
        {
            json.WriteHistogram(element, histogram);
        }

        json.WriteEndObject();
        json.WriteHistogram("e_cut", status.CutOffs);
        json.WriteEndObject();
    }

    private static void WriteJobs(this Utf8JsonWriter json, string name, IReadOnlyList<(string Id, string Words)> jobs)
    {
        json.WriteStartArray(name);
        foreach (var (id, words) in jobs)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("words", words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHistogram(this Utf8JsonWriter json, string name, Histogram histogram)
    {
        json.WriteStartObject(name);
        json.WriteNumber("from", histogram.From);
        json.WriteNumber("width", histogram.Width);
        json.WriteStartArray("counts");
        foreach (var count in histogram.Counts)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
