using System.CommandLine;
using Xanes.Cli.Output;

namespace Xanes.Cli.Options;

/// <summary>An option that names an output file of one of some kinds.</summary>
/// <param name="option">The option.</param>
/// <param name="extensions">The kinds, as <c>.csv</c>.</param>
internal sealed class OutputOption(Option<string?> option, params IReadOnlyList<string> extensions)
{
    /// <summary>The option itself.</summary>
    public Option<string?> Option => option;

    /// <summary>The path, checked; null where it is not given.</summary>
    /// <exception cref="Xanes.Interop.InvalidInputException">The path cannot be written to.</exception>
    public OutputTarget? Read(ParseResult arguments) =>
        arguments.GetValue(option) is { } path ? new OutputTarget(path, OutputPath.Check(path, extensions)) : null;
}
