using Xanes.Interop;

namespace Xanes.Plugin.Structures;

/// <summary>Reads the data blocks of a CIF, each a crystal; blocks with neither a cell nor atoms are passed over.</summary>
internal static class CifReader
{
    private static readonly string[] StructureTags = ["_atom_site_", "_atom_site.", "_cell_length_", "_cell.length_"];

    /// <summary>Reads the blocks as they are asked for.</summary>
    /// <exception cref="InvalidInputException">No block holds a crystal.</exception>
    public static IEnumerable<FrameResult> Read(LineSource lines)
    {
        var index = 0;
        while (lines.PeekLine() is not null)
        {
            var firstLine = lines.LineNumber + 1;
            var block = ReadBlockLines(lines);
            if (block.Exists(HoldsStructure))
            {
                yield return FrameResult.Of(
                    lines.Source, index++, place => CifStructure.Read(CifBlock.Parse(CifTokens.Of(block, firstLine, place), place), place));
            }
        }

        if (index == 0)
        {
            throw new InvalidInputException("holds no crystal; give a CIF with a cell and atom sites");
        }
    }

    /// <summary>Whether a line opens a data block.</summary>
    public static bool IsBlockHeader(string line) => line.TrimStart().StartsWith("data_", StringComparison.OrdinalIgnoreCase);

    private static bool HoldsStructure(string line) =>
        StructureTags.Any(tag => line.AsSpan().TrimStart().StartsWith(tag, StringComparison.OrdinalIgnoreCase));

    private static List<string> ReadBlockLines(LineSource lines)
    {
        var block = new List<string>();
        var isTextField = false;
        do
        {
            var line = lines.ReadLine()!;
            isTextField ^= line.StartsWith(';');
            block.Add(line);
        }
        while (lines.PeekLine() is { } next && (isTextField || !IsBlockHeader(next)));
        return block;
    }
}
