using System.Globalization;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>What is kept of a job that is done, beside its outputs.</summary>
/// <param name="Finished">When it was done (UTC).</param>
/// <param name="Elapsed">The time that FDMNES took.</param>
/// <param name="Host">The machine.</param>
/// <param name="Revision">FDMNES's revision in its own words.</param>
/// <param name="Warnings">What FDMNES complained about.</param>
/// <param name="Hashes">The SHA-256 of each output file that the spectrum is read from.</param>
public sealed record JobRecord(
    DateTime Finished,
    TimeSpan Elapsed,
    string Host,
    string Revision,
    IReadOnlyList<string> Warnings,
    IReadOnlyDictionary<string, string> Hashes)
{
    /// <summary>The record's file in a job's folder.</summary>
    public const string FileName = "result.yaml";

    /// <summary>Makes the record of a run that worked.</summary>
    public static JobRecord Of(string attempt, FdmnesResult result, TimeSpan elapsed) =>
        new(
            DateTime.UtcNow,
            elapsed,
            Environment.MachineName,
            result.Revision,
            result.Warnings,
            FdmnesOutput.SpectrumFiles(attempt).ToDictionary(file => Path.GetFileName(file), FileHash.Of));

    /// <summary>Reads a record.</summary>
    /// <exception cref="InvalidInputException">It is missing or damaged.</exception>
    public static JobRecord Read(string folder)
    {
        var map = YamlMap.ReadFile(Path.Combine(folder, FileName));
        var hashes = map.Map("sha256");
        return new JobRecord(
            DateTime.Parse(map.Text("finished"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            TimeSpan.FromSeconds(map.Number("seconds")),
            map.Text("host"),
            map.Text("revision"),
            map.Texts("warnings"),
            hashes.Keys.ToDictionary(key => key, key => hashes.Text(key)));
    }

    /// <summary>Whether the output files in a folder are those that the record was made of.</summary>
    public bool Matches(string runFolder) =>
        Hashes.Count > 1
        && Hashes.All(pair => Path.Combine(runFolder, pair.Key) is var file && File.Exists(file) && FileHash.Of(file) == pair.Value);

    /// <summary>The record as YAML.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        finished: {Finished:O}
        seconds: {Elapsed.TotalSeconds:0.###}
        host: {Host}
        revision: {Revision}
        warnings: [{string.Join(", ", Warnings)}]
        sha256:
        {string.Join('\n', Hashes.Select(pair => $"  {pair.Key}: {pair.Value}"))}

        """);
}
