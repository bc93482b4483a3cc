namespace Xanes.Cli.Commands;

/// <summary>Finds the word that was meant.</summary>
internal static class Spelling
{
    /// <summary>
    /// The word that a mistyped one comes from by the fewest letters added, left out, changed or exchanged with their neighbour: one for
    /// every three letters at most. Null where there is none.
    /// </summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="words">What could have been meant; of equally near ones the first is taken.</param>
    public static string? Nearest(string typed, IEnumerable<string> words)
    {
        var most = Math.Max(1, typed.Trim('-').Length / 3);
        return words
            .Where(word => word.Trim('-').Length > 1)
            .Select(word => (Word: word, Distance: Distance(typed, word)))
            .Where(pair => pair.Distance <= most)
            .OrderBy(pair => pair.Distance)
            .FirstOrDefault()
            .Word;
    }

    /// <summary>The number of such steps between two words (optimal string alignment).</summary>
    internal static int Distance(string first, string second)
    {
        var steps = new int[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
        {
            for (var j = 0; j <= second.Length; j++)
            {
                steps[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1,
                    steps[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                {
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
                }
            }
        }

        return steps[first.Length, second.Length];
    }
}
