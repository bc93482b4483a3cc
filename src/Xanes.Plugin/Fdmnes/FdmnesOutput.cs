using System.Globalization;
using System.Text.RegularExpressions;
using Xanes.Interop;

namespace Xanes.Plugin.Fdmnes;

/// <summary>The files that a run leaves in its folder, and whether they say that it worked. The exit status says nothing.</summary>
public static partial class FdmnesOutput
{
    /// <summary>The standard output of the program, kept.</summary>
    public const string StandardOutputFile = "stdout.txt";

    /// <summary>The standard error of the program, kept.</summary>
    public const string StandardErrorFile = "stderr.txt";

    private const string ErrorFile = "fdmnes_error.txt";
    private const string ReportFile = $"{FdmnesInput.OutputBase}_bav.txt";
    private const string ConvolvedFile = $"{FdmnesInput.OutputBase}_conv.txt";
    private const string ClosingLine = "Have a beautiful day !";
    private const string ScfWarning = "Calculation has not converged !";
    private const double SameEnergy = 1e-3;

    /// <summary>Tables of edge energies differ by up to this much, in eV.</summary>
    private const double LargestDifferenceOfTables = 5.0;
    private const int LinesKept = 60;

    private static readonly string[] SignsOfFullDisk = ["No space left on device", "Disk quota exceeded"];

    /// <summary>The files that every run that worked has left.</summary>
    public static IReadOnlyList<string> Files { get; } = [FdmnesInput.FileName, ReportFile, ConvolvedFile];

    /// <summary>The files that a run that worked is read from, with its input, where a folder has them.</summary>
    public static IEnumerable<string> SpectrumFiles(string folder) =>
        RawFiles(folder).Concat(Files.Select(file => Path.Combine(folder, file))).Where(File.Exists);

    /// <summary>Deletes what an earlier run left, which could be taken for this run's.</summary>
    public static void DeleteOld(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, $"{FdmnesInput.OutputBase}*.txt").ToArray())
        {
            File.Delete(file);
        }

        File.Delete(Path.Combine(folder, ErrorFile));
    }

    /// <summary>Reads the outputs of a run that worked.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="protocol">The protocol of the input; its energies are those that must be there.</param>
    /// <exception cref="XanesException">The run failed; the message says why in FDMNES's words where it has any.</exception>
    public static FdmnesResult Read(string folder, FdmnesProtocol protocol)
    {
        if (ErrorWords(folder) is { } words)
        {
            throw new XanesException(words);
        }

        var report = ReadReport(Path.Combine(folder, ReportFile));
        var files = RawFiles(folder).ToArray();
        if (files.Length == 0)
        {
            throw new XanesException(
                LastWords(folder) is { } last ? $"there is no output; the program's last words: {last}" : "there is no output");
        }

        var expected = protocol.Range.Energies();
        var sites = files.Select(file => ReadSite(file, expected, protocol)).ToArray();
        if (!report.HasClosingLine)
        {
            throw new XanesException($"{ReportFile} does not end with '{ClosingLine}': the program stopped before its end");
        }

        var convolved = FdmnesTable.Read(Path.Combine(folder, ConvolvedFile));
        if (sites.Length == 1)
        {
            CheckGrid(ConvolvedFile, convolved.Energies, expected);
        }

        return new FdmnesResult(
            sites,
            convolved,
            report.Revision ?? "unknown",
            report.HasScfWarning ? [ScfWarning.TrimEnd('!', ' ')] : []);
    }

    /// <summary>Cuts the report's middle out, which takes most of the room of a run and of which nothing is read again.</summary>
    public static void ShortenReport(string folder)
    {
        var path = Path.Combine(folder, ReportFile);
        var lines = File.ReadAllLines(path);
        if (lines.Length > 2 * LinesKept)
        {
            var warnings = lines[LinesKept..^LinesKept].Where(line => line.Contains(ScfWarning, StringComparison.Ordinal)).Take(1);
            File.WriteAllLines(path, [.. lines[..LinesKept], "", " [...]", .. warnings, "", .. lines[^LinesKept..]]);
        }
    }

    /// <summary>The lines of a run's report, then of what it printed.</summary>
    public static IEnumerable<string> ReportLines(string folder) =>
        new[] { ReportFile, StandardOutputFile }.Select(file => Path.Combine(folder, file)).Where(File.Exists).SelectMany(File.ReadLines);

    /// <summary>Whether the program complained about a full disk.</summary>
    public static bool TellsOfFullDisk(string folder) =>
        new[] { ErrorFile, StandardErrorFile, StandardOutputFile }
            .Select(file => ReadTextOrEmpty(Path.Combine(folder, file)))
            .Any(text => SignsOfFullDisk.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase)));

    /// <summary>What matters of the report, read line by line as it may be long.</summary>
    private static (string? Revision, bool HasClosingLine, bool HasScfWarning) ReadReport(string path)
    {
        var (revision, hasClosingLine, hasScfWarning) = ((string?)null, false, false);
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            revision ??= RevisionPattern().Match(line) is { Success: true } match ? match.Groups[1].Value.Trim() : null;
            hasClosingLine |= line.Contains(ClosingLine, StringComparison.Ordinal);
            hasScfWarning |= line.Contains(ScfWarning, StringComparison.Ordinal);
        }

        return (revision, hasClosingLine, hasScfWarning);
    }

    private static IEnumerable<string> RawFiles(string folder) =>
        Directory.EnumerateFiles(folder, $"{FdmnesInput.OutputBase}*.txt")
            .Select(file => (file, match: RawFilePattern().Match(Path.GetFileName(file))))
            .Where(pair => pair.match.Success)
            .OrderBy(pair => pair.match.Groups[1].Success ? int.Parse(pair.match.Groups[1].Value, CultureInfo.InvariantCulture) : 0)
            .Select(pair => pair.file);

    private static FdmnesSite ReadSite(string path, double[] expected, FdmnesProtocol protocol)
    {
        var table = FdmnesTable.Read(path);
        CheckGrid(Path.GetFileName(path), table.Energies, expected);
        var header = table.Header ?? throw new XanesException($"{Path.GetFileName(path)}: has no header line");
        return double.IsNaN(protocol.EdgeEnergy) || Math.Abs(header.EdgeEnergy - protocol.EdgeEnergy) <= LargestDifferenceOfTables
            ? new FdmnesSite(header, table.Energies, table.Absorption)
            : throw new XanesException(FormattableString.Invariant(
                $"{Path.GetFileName(path)}: FDMNES's E_edge is {header.EdgeEnergy} eV, the protocol's edge_energy {protocol.EdgeEnergy} eV; correct absorber, edge or edge_energy in the protocol"));
    }

    private static void CheckGrid(string file, double[] energies, double[] expected)
    {
        for (var i = 1; i < energies.Length; i++)
        {
            if (Math.Abs(energies[i] - energies[i - 1]) < SameEnergy)
            {
                throw new XanesException(
                    $"{file}: {energies[i]} eV stands there twice, as when a sequential FDMNES is started under mpirun; start it alone");
            }
        }

        if (energies.Length != expected.Length || energies.Zip(expected).Any(pair => Math.Abs(pair.First - pair.Second) > SameEnergy))
        {
            throw new XanesException(
                $"{file}: has {Counted.Of(energies.Length, "energy", "energies")}, not the {expected.Length} of the range ({expected[0]} to {expected[^1]} eV): " +
                "the output is cut short");
        }
    }

    /// <summary>What the error file says besides its heading; null where there is no such file.</summary>
    private static string? ErrorWords(string folder)
    {
        var path = Path.Combine(folder, ErrorFile);
        if (!File.Exists(path))
        {
            return null;
        }

        var words = OneLine(File.ReadLines(path).Where(line => !HeadingPattern().IsMatch(line)));
        return words.Length > 0
            ? words
            : $"the program crashed and left an error file without a word{(LastWords(folder) is { } last ? $"; its last words: {last}" : "")}";
    }

    private static string? LastWords(string folder)
    {
        var error = OneLine(ReadTextOrEmpty(Path.Combine(folder, StandardErrorFile)).Split('\n').Take(3));
        var output = ReadTextOrEmpty(Path.Combine(folder, StandardOutputFile)).Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line));
        return error.Length > 0 ? error : output?.Trim();
    }

    private static string OneLine(IEnumerable<string> lines) =>
        string.Join(' ', lines.SelectMany(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static string ReadTextOrEmpty(string path) => File.Exists(path) ? File.ReadAllText(path) : "";

    [GeneratedRegex(@"^out(?:_(\d+))?\.txt$")]
    private static partial Regex RawFilePattern();

    [GeneratedRegex(@"^\s*(FDMNES program|Date =|Time =)")]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"FDMNES program,\s*([^\r\n]+)")]
    private static partial Regex RevisionPattern();
}
