using System.Globalization;
using Xanes.Interop;

namespace Xanes.Fuzz;

/// <summary>Reads files in this process and writes one line for each: its number, what came of it and why.</summary>
internal sealed class FuzzWorker(FuzzPlan plan, TextWriter output)
{
    /// <summary>Before a file's name: the reader works on it from now on.</summary>
    public const string Started = "started";

    /// <summary>The file was read.</summary>
    public const string Read = "read";

    /// <summary>The file was refused as it should be.</summary>
    public const string Refused = "refused";

    /// <summary>Something else happened.</summary>
    public const string Fault = "fault";

    /// <summary>Reads files.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    public void Run(int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            var mutated = plan.CaseOf(number);
            Tell(number, Started, "");
            var (outcome, words) = Outcome(mutated);
            Tell(number, outcome, words);
        }
    }

    /// <summary>What comes of reading a file.</summary>
    public static (string Outcome, string Words) Outcome(FuzzCase mutated)
    {
        try
        {
            mutated.Target.Read(mutated.SeedName, mutated.Content);
            return (Read, "");
        }
        catch (InvalidInputException fault) when (fault.Message.Length > 0 && fault.Message.AsSpan().IndexOfAny('\n', '\r') < 0)
        {
            return (Refused, "");
        }
        catch (Exception fault)
        {
            return (Fault, fault.ToString());
        }
    }

    private void Tell(int number, string outcome, string words)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number}\t{outcome}\t{words.ReplaceLineEndings(" ")}"));
        output.Flush();
    }
}
