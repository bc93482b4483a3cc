using System.Diagnostics;
using System.Globalization;

namespace Xanes.Plugin.Files;

/// <summary>
/// Names of the files that content is written to before it takes its own name. They say which process of which machine writes them, so
/// that one left by a process that was killed is known, and removed when the same file is written again.
/// </summary>
public static class TemporaryFile
{
    private const string Suffix = ".tmp";
    private const int LongestName = 50;

    private static int _count;

    private static string Host { get; } =
        string.Concat(Environment.MachineName.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    /// <summary>A name in the folder of a file that nobody else uses: <c>.NAME.HOST.PROCESS.NUMBER.tmp</c>.</summary>
    public static string NameFor(string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{Start(path)}{Environment.ProcessId}.{Interlocked.Increment(ref _count)}{Suffix}");

    /// <summary>Removes what processes of this machine that live no more have left of a file.</summary>
    public static void RemoveStale(string path)
    {
        var start = Start(path);
        var folder = Path.GetDirectoryName(start)!;
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder, $".*{Suffix}", HiddenToo).Where(file => file.StartsWith(start, StringComparison.Ordinal)))
        {
            var process = file[start.Length..].Split('.')[0];
            if (int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && !IsAlive(number))
            {
                TryDelete(file);
            }
        }
    }

    private static EnumerationOptions HiddenToo { get; } = new() { AttributesToSkip = FileAttributes.None };

    private static string Start(string path)
    {
        var full = Path.GetFullPath(path);
        var name = Path.GetFileName(full);
        return Path.Combine(Path.GetDirectoryName(full)!, $".{name[..Math.Min(name.Length, LongestName)]}.{Host}.");
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Another user's: it harms nobody.
        }
    }
}
