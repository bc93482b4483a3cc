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
/// <param name="Hashes">The SHA-256 of the structure, of the input that ran and of each output file that is read, by file name.</param>
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
    internal static JobRecord Of(TakenJob job, FdmnesResult result, TimeSpan elapsed) =>
        new(
            DateTime.UtcNow,
            elapsed,
            Environment.MachineName,
            result.Revision,
            result.Warnings,
            FilesOf(job.Folder, job.Attempt).ToDictionary(file => Path.GetFileName(file), FileHash.Of));

    /// <summary>Reads a record.</summary>
    /// <exception cref="InvalidInputException">It is missing or damaged.</exception>
    public static JobRecord Read(string folder)
    {
        var map = YamlMap.ReadFile(Path.Combine(folder, FileName));
        var hashes = map.Map("sha256");
        return new JobRecord(
            DateTime.TryParse(map.Text("finished"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var finished)
                ? finished
                : throw new InvalidInputException($"{map.Source}: 'finished' must be a time"),
            TimeSpan.FromSeconds(map.NumberBetween("seconds", 0.0, 1e9)),
            map.Text("host"),
            map.Text("revision"),
            map.Texts("warnings"),
            hashes.Keys.ToDictionary(key => key, key => hashes.Text(key)));
    }

    /// <summary>The files that a record of a job vouches for: its structure, the input that ran and the outputs.</summary>
    internal static IEnumerable<string> FilesOf(string folder, string runFolder) =>
        FdmnesOutput.SpectrumFiles(runFolder).Append(Path.Combine(folder, JobFolder.StructureFile));

    /// <summary>The first file of a job that is not what the record was made of; null where all are.</summary>
    /// <param name="folder">The job's folder.</param>
    /// <remarks>Records of earlier versions hold the outputs' hashes alone.</remarks>
    public string? FirstDifference(string folder)
    {
        string PathOf(string file) =>
            Path.Combine(file == JobFolder.StructureFile ? folder : Path.Combine(folder, JobFolder.RunFolder), file);

        return Hashes.Count > 1
            ? Hashes.FirstOrDefault(pair => !File.Exists(PathOf(pair.Key)) || FileHash.Of(PathOf(pair.Key)) != pair.Value).Key
            : FileName;
    }

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
