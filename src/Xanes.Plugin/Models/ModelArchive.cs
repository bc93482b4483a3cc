using System.IO.Compression;
using Xanes.Interop;
using Xanes.Plugin.Files;

namespace Xanes.Plugin.Models;

/// <summary>A model as one file: a zip archive of the card, the ONNX file and the residuals, and of nothing else.</summary>
public static class ModelArchive
{
    private static readonly Dictionary<string, long> MostBytes = new()
    {
        [ModelCard.FileName] = 64L << 20,
        [ModelCard.OnnxFileName] = 2L << 30,
        [ResidualCovariance.FileName] = 256L << 20,
    };

    /// <summary>The names of the files that make a model.</summary>
    public static IReadOnlyCollection<string> FileNames => MostBytes.Keys;

    /// <summary>Writes a model's files into an archive.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="path">The archive; replaced where there is one.</param>
    /// <exception cref="InvalidInputException">A file cannot be read or written.</exception>
    public static void Write(string folder, string path)
    {
        try
        {
            DurableFile.Write(path, stream =>
            {
                using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
                foreach (var name in FileNames.Where(name => File.Exists(Path.Combine(folder, name))))
                {
                    archive.CreateEntryFromFile(Path.Combine(folder, name), name);
                }
            });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be written ({fault.Message}); check the folder", fault);
        }
    }

    /// <summary>Unpacks an archive into a folder. The files may lie in one folder within it.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">Takes the files under their own names; nothing is written outside of it.</param>
    /// <exception cref="InvalidInputException">It is damaged, holds anything else, or a file is too large.</exception>
    public static void Unpack(string path, string folder)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var files = archive.Entries.Where(entry => entry.Name.Length > 0).ToArray();
            if (files.Select(entry => entry.FullName[..^entry.Name.Length]).Distinct().Count() > 1 || files.DistinctBy(entry => entry.Name).Count() != files.Length)
            {
                throw Fault(path, "its files do not lie in one folder");
            }

            foreach (var entry in files)
            {
                Unpack(path, entry, folder);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            throw new InvalidInputException($"{path}: cannot be unpacked ({fault.Message}); give a file that 'xanes models export' wrote", fault);
        }
    }

    private static void Unpack(string path, ZipArchiveEntry entry, string folder)
    {
        if (!MostBytes.TryGetValue(entry.Name, out var most))
        {
            throw Fault(path, $"'{entry.FullName}' is no part of a model");
        }

        using var source = entry.Open();
        using var target = File.Create(Path.Combine(folder, entry.Name));
        var buffer = new byte[1 << 16];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            // What the archive says of its sizes is not to be trusted.
            most -= read;
            if (most < 0)
            {
                throw Fault(path, $"'{entry.Name}' is larger than {MostBytes[entry.Name] >> 20} MiB");
            }

            target.Write(buffer, 0, read);
        }
    }

    private static InvalidInputException Fault(string path, string what) => new($"{path}: {what}; give a file that 'xanes models export' wrote");
}
