using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Xanes.Fuzz;

/// <summary>
/// Has workers read the files, one process after another: where one ends, hangs or takes too much memory, the file it worked on is at
/// fault and the next worker goes on behind it.
/// </summary>
internal sealed class FuzzRun(FuzzPlan plan, FuzzLimits limits, string faultFolder, TextWriter output)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, FuzzSummary> _summaries = [];
    private readonly Lock _state = new();
    private int _next;
    private int _current = -1;
    private TimeSpan _usedBefore;
    private string? _ending;

    /// <summary>Reads files and prints what came of them.</summary>
    public FuzzSummary Run(int first, int count)
    {
        _next = first;
        while (_next < first + count)
        {
            RunWorker(first + count - _next);
        }

        output.WriteLine("kind         files     read  refused   faults");
        foreach (var (kind, summary) in _summaries.Append(new KeyValuePair<string, FuzzSummary>("all", Total)))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{kind,-10} {summary.All,7} {summary.Read,8} {summary.Refused,8} {summary.Faults,8}"));
        }

        return Total;
    }

    private FuzzSummary Total => _summaries.Values.Aggregate(new FuzzSummary(), (sum, one) => sum + one);

    private void RunWorker(int count)
    {
        (_current, _usedBefore, _ending) = (-1, TimeSpan.Zero, null);
        using var process = Start(count);
        var guard = Task.Run(() => Guard(process));
        var errors = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            Take(line.Split('\t', 3), process);
        }

        process.WaitForExit();
        guard.Wait();
        if (_current >= 0)
        {
            Blame(_current, _ending ?? $"the process ended with {process.ExitCode}: {LastLines(errors.Result)}");
            _next = _current + 1;
        }
        else if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"A worker cannot start: {errors.Result}");
        }
    }

    private Process Start(int count)
    {
        string[] arguments =
        [
            "--worker", "--seed", $"{plan.Seed}", "--first", $"{_next}", "--count", $"{count}", .. plan.Kind is { } kind ? ["--kind", kind] : Array.Empty<string>(),
        ];
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, isHost ? [typeof(FuzzRun).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = string.Create(CultureInfo.InvariantCulture, $"{(long)limits.Megabytes << 20:X}");
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }

    private void Take(string[] words, Process process)
    {
        var number = int.Parse(words[0], CultureInfo.InvariantCulture);
        if (words[1] == FuzzWorker.Started)
        {
            lock (_state)
            {
                (_current, _usedBefore) = (number, TimeUsed(process) ?? _usedBefore);
            }

            return;
        }

        lock (_state)
        {
            (_current, _next) = (-1, number + 1);
        }

        switch (words[1])
        {
            case FuzzWorker.Read:
                Summary(number).Read++;
                break;
            case FuzzWorker.Refused:
                Summary(number).Refused++;
                break;
            default:
                Blame(number, words[2]);
                break;
        }

        if (_next % 5000 == 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_next} files, {Total.Faults} faults"));
        }
    }

    /// <summary>Ends a worker that takes too long on a file.</summary>
    private void Guard(Process process)
    {
        while (!process.WaitForExit(Glance))
        {
            lock (_state)
            {
                if (_current >= 0 && TimeUsed(process) - _usedBefore > limits.Time)
                {
                    _ending = $"took more than {limits.Time.TotalSeconds} s";
                    process.Kill();
                    return;
                }
            }
        }
    }

    private void Blame(int number, string words)
    {
        Summary(number).Faults++;
        var mutated = plan.CaseOf(number);
        Directory.CreateDirectory(faultFolder);
        var file = Path.Combine(faultFolder, $"{mutated.Kind}-{number}-{mutated.SeedName}");
        File.WriteAllBytes(file, mutated.Content);
        output.WriteLine($"{file}: {words}");
    }

    private FuzzSummary Summary(int number)
    {
        var kind = plan.KindOf(number);
        if (!_summaries.TryGetValue(kind, out var summary))
        {
            _summaries[kind] = summary = new FuzzSummary();
        }

        return summary;
    }

    /// <summary>The processor time of a worker; null where it has ended.</summary>
    private static TimeSpan? TimeUsed(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static string LastLines(string text) => string.Join(' ', text.Split('\n').Where(line => line.Length > 0).Take(4));
}
