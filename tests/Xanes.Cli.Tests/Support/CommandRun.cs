using Xanes.Interop;

namespace Xanes.Cli.Tests.Support;

/// <summary>What a run of the command left behind.</summary>
internal sealed record CommandRun(int Status, string Output, string Error)
{
    /// <summary>Runs the command on a fake plugin in this process.</summary>
    public static CommandRun Of(TestFolder folder, params string[] args) => Of(folder, "", args, default);

    /// <summary>Runs the command on a fake plugin with text on standard input.</summary>
    public static CommandRun WithInput(TestFolder folder, string input, params string[] args) => Of(folder, input, args, default);

    /// <summary>Runs the command on a fake plugin, interrupted before it starts its work.</summary>
    public static CommandRun Interrupted(TestFolder folder, params string[] args) => Of(folder, "", args, new CancellationToken(true));

    /// <summary>Runs the command on a fake plugin with a terminal at its output.</summary>
    public static CommandRun OnTerminal(TestFolder folder, params string[] args) =>
        Run(new Terminal(TextReader.Null, new StringWriter(), new StringWriter(), OutIsTerminal: true), folder, args, default);

    /// <summary>The lines of the output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of the messages.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static CommandRun Of(TestFolder folder, string input, string[] args, CancellationToken cancellation) =>
        Run(new Terminal(new StringReader(input), new StringWriter(), new StringWriter()), folder, args, cancellation);

    private static CommandRun Run(Terminal terminal, TestFolder folder, string[] args, CancellationToken cancellation)
    {
        string[] all = ["--manifest", folder.Manifest, .. args];
        Func<PluginManifest, IXanesPlugin> open = manifest => new FakePlugin(manifest);
        var status = CommandLine.Run(all, terminal, open, cancellation);
        return new CommandRun(status, terminal.Out.ToString()!, terminal.Error.ToString()!);
    }
}
