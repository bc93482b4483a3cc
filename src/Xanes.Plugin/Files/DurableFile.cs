using System.Text;

namespace Xanes.Plugin.Files;

/// <summary>Writes files so that a reader, or the next start after a power cut, finds the old content or the new, never a part.</summary>
public static class DurableFile
{
    /// <summary>Writes a file under a temporary name in the same folder, onto the disk, then renames it.</summary>
    /// <param name="path">The file; replaced where there is one.</param>
    /// <param name="write">Writes its content; may close the stream.</param>
    public static void Write(string path, Action<Stream> write)
    {
        TemporaryFile.RemoveStale(path);
        var temporary = TemporaryFile.NameFor(path);
        try
        {
            using (var stream = File.Create(temporary))
            {
                write(stream);
            }

            Flush(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    /// <summary>Writes a text file as <see cref="Write"/> does.</summary>
    /// <param name="path">The file; replaced where there is one.</param>
    /// <param name="text">Its content, written as UTF-8.</param>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Brings a file that another program wrote onto the disk.</summary>
    public static void Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1);
        stream.Flush(flushToDisk: true);
    }
}
