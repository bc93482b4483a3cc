using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using Xanes.Cli.Commands;
using Xanes.Cli.Input;
using Xanes.Cli.Options;
using Xanes.Interop;
using Xanes.Plugin;
using Xanes.Plugin.Files;

namespace Xanes.Cli;

/// <summary>The command <c>xanes</c> as a function: arguments and streams in, exit status out.</summary>
public static class CommandLine
{
    /// <summary>Runs the command within this process.</summary>
    /// <param name="args">The arguments after the command's name.</param>
    /// <param name="input">Read where an argument is <c>-</c>.</param>
    /// <param name="output">Takes the results.</param>
    /// <param name="error">Takes messages; a failure is one line.</param>
    /// <returns>0 for success, 1 for a failure, 2 for bad input, 130 when interrupted.</returns>
    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter error) =>
        Run(args, new Terminal(input, output, error));

    /// <summary>Runs the command; Ctrl-C and a request to terminate (a batch system's, for one) end it cleanly.</summary>
    internal static int Run(string[] args, Terminal terminal)
    {
        using var interruption = new CancellationTokenSource();
        ConsoleCancelEventHandler interrupt = (_, press) =>
        {
            press.Cancel = !interruption.IsCancellationRequested;
            interruption.Cancel();
        };
        Console.CancelKeyPress += interrupt;
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = !interruption.IsCancellationRequested;
            interruption.Cancel();
        });
        try
        {
            return Run(args, terminal, manifest => new XanesPlugin(manifest), interruption.Token);
        }
        finally
        {
            Console.CancelKeyPress -= interrupt;
        }
    }

    /// <summary>Runs the command with a plugin of the caller's choice.</summary>
    internal static int Run(
        string[] args, Terminal terminal, Func<PluginManifest, IXanesPlugin> openPlugin, CancellationToken cancellation)
    {
        var parsed = BuildRoot().Parse(args.Length == 0 ? ["--help"] : AverageOption.Joined(args), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is not null && (parsed.Errors.Count == 0 || parsed.Action.ClearsParseErrors))
        {
            return parsed.Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error });
        }

        if (Mistake.In(parsed) is { } mistake)
        {
            return Report(terminal, $"{mistake}{(mistake.EndsWith('?') ? " See" : "; see")} '{CommandNames.Of(parsed.CommandResult)} --help'", ExitStatus.BadInput);
        }

        var command = (XanesCommand)parsed.CommandResult.Command;
        using var session = new Session(terminal, GlobalOptions.Read(parsed), openPlugin, cancellation);
        try
        {
            var status = command.Execute(parsed, session);
            session.TellChoices();
            return status;
        }
        catch (OperationCanceledException)
        {
            return Report(terminal, "interrupted", ExitStatus.Interrupted);
        }
        catch (Exception fault)
        {
            return Report(session, fault is InvalidInputException invalid ? NeighbourRemedy.Worded(invalid, command.ChangesNeighbours) : fault);
        }
    }

    private static RootCommand BuildRoot()
    {
        var root = new RootCommand("Xanes turns an atomic structure into its X-ray absorption spectrum near the edge (XANES).")
        {
            HelpName = "xanes",
        };
        foreach (var option in GlobalOptions.All)
        {
            root.Add(option);
        }

        root.Add(new PredictCommand());
        root.Add(new DescribeCommand());
        root.Add(new MeasuredCommand());
        root.Add(new CompareCommand());
        root.Add(new ReconstructCommand());
        root.Add(new FitCommand());
        root.Add(new ExploreCommand());
        root.Add(new MixtureCommand());
        root.Add(new ComponentsCommand());
        root.Add(new FdmnesCommand());
        root.Add(new StructuresCommand());
        root.Add(new ProtocolCommand());
        root.Add(new DatasetCommand());
        root.Add(new TrainCommand());
        root.Add(new ModelsCommand());
        root.Add(new DoctorCommand());
        root.Add(new CompletionCommand());
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ManualHelp((HelpAction)help.Action!);
        return root;
    }

    private static int Report(Session session, Exception fault)
    {
        var message = fault switch
        {
            XanesException => fault.Message,
            IOException full when FullDisk.IsCauseOf(full) => $"the disk is full, nothing was written ({full.Message}); make room and start again",
            _ => $"unexpected failure: {fault.Message} (--verbose tells more)",
        };
        var status = Report(session.Terminal, message, fault is InvalidInputException ? ExitStatus.BadInput : ExitStatus.Failure);
        if (session.Verbose)
        {
            session.Terminal.Error.WriteLine(fault);
        }

        return status;
    }

    private static int Report(Terminal terminal, string message, int status)
    {
        terminal.Error.WriteLine($"xanes: {message.ReplaceLineEndings(" ")}");
        return status;
    }
}
