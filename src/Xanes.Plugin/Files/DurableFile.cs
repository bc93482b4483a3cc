using System.Text;

namespace Xanes.Plugin.Files;

/// <summary>Writes files so that a reader, or the next start after a power cut, finds the old content or the new, never a part.</summary>
public static class DurableFile
{
    /// <summary>Writes text under a temporary name in the same folder, onto the disk, then renames it.</summary>
    /// <param name="path">The file; replaced where there is one.</param>
    /// <param name="text">Its content, written as UTF-8.</param>
    public static void WriteText(string path, string text)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = File.Create(temporary))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Brings a file that another program wrote onto the disk.</summary>
    public static void Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1);
        stream.Flush(flushToDisk: true);
    }
}
