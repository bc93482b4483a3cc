using System.Text;

namespace Xanes.Cli;

/// <summary>The three standard streams of a run and what is at their ends.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">Standard output: results only.</param>
/// <param name="Error">Standard error: messages and progress.</param>
/// <param name="OutIsTerminal">Whether a person reads the output directly.</param>
/// <param name="ErrorIsTerminal">Whether progress may be drawn over itself.</param>
internal sealed record Terminal(
    TextReader In, TextWriter Out, TextWriter Error, bool OutIsTerminal = false, bool ErrorIsTerminal = false)
{
    /// <summary>The streams of this process.</summary>
    public static Terminal OfProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(Console.In, Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected);
    }
}
