using Xanes.Interop;

namespace Xanes.Plugin.Files;

/// <summary>Files for readers that go back and forth. What a pipe gives is read into memory first.</summary>
public static class SeekableFile
{
    private const int LargestPipe = 1 << 30;

    /// <summary>Opens a file or a pipe for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the wait for a pipe.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or a pipe gives over 1 GiB.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static Stream Open(string path, CancellationToken cancellation = default) => BlockingCall.Wait(() => OpenNow(path), cancellation);

    private static Stream OpenNow(string path)
    {
        try
        {
            var file = File.OpenRead(path);
            if (file.CanSeek)
            {
                return file;
            }

            using (file)
            {
                return InMemory(file, path);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read ({fault.Message.ReplaceLineEndings(" ")}); check the path", fault);
        }
    }

    private static MemoryStream InMemory(FileStream pipe, string path)
    {
        var content = new MemoryStream();
        var piece = new byte[1 << 16];
        for (var read = pipe.Read(piece); read > 0; read = pipe.Read(piece))
        {
            if (content.Length + read > LargestPipe)
            {
                throw new InvalidInputException($"{path}: the pipe gives over 1 GiB; write it to a file and give that");
            }

            content.Write(piece, 0, read);
        }

        content.Position = 0;
        return content;
    }
}
