using System.Globalization;
using System.Text;

namespace Xanes.Plugin.Datasets.Ledger;

/// <summary>
/// A process that works on a ledger. It holds a lock on a file of its own and writes to it as long as it lives: the lock tells
/// other processes on its machine at once that it has died, the file's age those on other machines.
/// </summary>
internal sealed class Worker : IDisposable
{
    private readonly string _folder;
    private readonly TimeSpan _silenceOfDeath;
    private readonly FileStream _file;
    private readonly Timer _heartbeat;

    /// <summary>Signs on.</summary>
    /// <param name="folder">The folder of the workers' files.</param>
    /// <param name="silenceOfDeath">After this silence a worker of another machine counts as dead.</param>
    public Worker(string folder, TimeSpan silenceOfDeath)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _silenceOfDeath = silenceOfDeath;
        Name = $"{HostName}~{Environment.ProcessId}~{Guid.NewGuid().ToString("N")[..8]}";
        _file = new FileStream(PathOf(Name), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
        Beat();
        var interval = _silenceOfDeath / 6.0;
        _heartbeat = new Timer(_ => Beat(), null, interval, interval);
    }

    /// <summary>The worker's name: machine, process and a random part.</summary>
    public string Name { get; }

    private static string HostName { get; } =
        string.Concat(Environment.MachineName.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    /// <summary>Whether a worker lives, this one included.</summary>
    public bool IsAlive(string name)
    {
        if (name == Name)
        {
            return true;
        }

        var path = PathOf(name);
        if (!File.Exists(path))
        {
            return false;
        }

        return name.StartsWith($"{HostName}~", StringComparison.Ordinal) ? IsLocked(path) : Silence(path) < _silenceOfDeath;
    }

    /// <summary>Deletes the files of dead workers.</summary>
    public void ForgetDead()
    {
        foreach (var name in Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)).Where(name => !IsAlive(name)))
        {
            File.Delete(PathOf(name));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _heartbeat.Dispose();
        lock (_file)
        {
            _file.Dispose();
        }

        File.Delete(PathOf(Name));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Writes the time; the file system that all share dates the file, so that the machines' clocks do not matter.</summary>
    private void Beat()
    {
        lock (_file)
        {
            if (!_file.CanWrite)
            {
                return;
            }

            try
            {
                _file.Position = 0;
                _file.Write(Encoding.ASCII.GetBytes(DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture)));
                _file.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                // A full disk, or a share that does not answer for a while: the next beat may succeed.
            }
        }
    }

    private TimeSpan Silence(string path)
    {
        Beat();
        return File.GetLastWriteTimeUtc(PathOf(Name)) - File.GetLastWriteTimeUtc(path);
    }

    private static bool IsLocked(string path)
    {
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
