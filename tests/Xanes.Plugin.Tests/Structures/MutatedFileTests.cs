using NUnit.Framework;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Structures;

/// <summary>Good files cut off or damaged at random places.</summary>
public class MutatedFileTests
{
    private const int Mutations = 400;

    private static readonly string[] Pieces =
        ["\n", " ", "\t", "-", ".", "0", "9", "99999999999", "nan", "1e999", "\"", "'", ";", "#", "_", "loop_", "data_", "=", "[", "(", ",", "/", "x", "Ag", "é", "\0"];

    [TestCaseSource(typeof(StructureFiles), nameof(StructureFiles.AllGood))]
    public void A_damaged_file_gives_structures_or_clear_faults_and_nothing_else(string file)
    {
        var text = File.ReadAllText(StructureFiles.Good(file));
        var random = new Random(file.Sum(character => character));
        for (var i = 0; i < Mutations; i++)
        {
            var damaged = Damage(text, random);
            StructureFormat? format = i % 2 == 0 ? StructureReader.FormatOfName(file) : null;
            Assert.That(() => Read(damaged, format), Throws.Nothing, $"mutation {i}:\n{damaged}");
        }
    }

    private static void Read(string text, StructureFormat? format)
    {
        foreach (var result in StructureReader.ReadEach(new StringReader(text), "text", format))
        {
            if (result.Frame is { } frame)
            {
                Assert.That(frame.Structure.Positions.ToArray(), Has.All.Matches<double>(double.IsFinite));
            }
            else
            {
                Assert.That(result.Fault!.Message, Does.StartWith("text").And.Not.Contains("\n"));
            }
        }
    }

    private static string Damage(string text, Random random)
    {
        for (var times = random.Next(1, 4); times > 0 && text.Length > 0; times--)
        {
            var at = random.Next(text.Length);
            var end = Math.Min(text.Length, at + random.Next(1, 12));
            text = random.Next(5) switch
            {
                0 => text[..at],
                1 => text[..at] + text[end..],
                2 => text[..at] + Pieces[random.Next(Pieces.Length)] + text[end..],
                3 => text[..at] + Pieces[random.Next(Pieces.Length)] + text[at..],
                _ => text[..end] + text[at..],
            };
        }

        return text;
    }
}
