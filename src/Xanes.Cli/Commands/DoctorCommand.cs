using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Xanes.Cli.Doctor;
using Xanes.Cli.Output;
using Xanes.Interop;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes doctor</c>: what is found on this machine.</summary>
internal sealed class DoctorCommand : XanesCommand
{
    private const string ManualText = """
        Lists what Xanes needs and what it found. A cross is a fault: nothing works without it, and the exit status is 1.
        A dash is a hint: only the commands named need it.

        FDMNES is looked for by --fdmnes, then tools: fdmnes in plugin.yaml, then XANES_FDMNES, then on PATH;
        Python by tools: python in plugin.yaml, then XANES_PYTHON, then on PATH.

        Examples:
          xanes doctor
          xanes doctor --fdmnes /opt/fdmnes/fdmnes_linux64
          xanes doctor --json
        """;

    private static readonly JsonSerializerOptions JsonOptions = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly Option<string?> _fdmnes = new("--fdmnes") { Description = "Where FDMNES is", HelpName = "PATH" };

    /// <summary>Makes the command.</summary>
    public DoctorCommand()
        : base("doctor", "Say what this machine has and lacks, with the remedy", ManualText)
    {
        Add(_fdmnes);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var findings = Examine(arguments.GetValue(_fdmnes), session);
        if (session.Json)
        {
            var records = findings.Select(finding => new { finding.Name, State = StateName(finding.State), finding.Detail, finding.Remedy });
            session.Terminal.Out.WriteLine(JsonSerializer.Serialize(records, JsonOptions));
        }
        else
        {
            Print(findings, session.Terminal);
        }

        return findings.Any(finding => finding.State == FindingState.Fault) ? ExitStatus.Failure : ExitStatus.Success;
    }

    private static List<Finding> Examine(string? fdmnes, Session session)
    {
        List<Finding> findings = [.. RuntimeCheck.Run()];
        PluginManifest? manifest = null;
        try
        {
            manifest = PluginManifest.Read(session.ManifestPath);
            findings.AddRange(PluginCheck.Run(session, manifest));
        }
        catch (XanesException fault)
        {
            findings.Add(new Finding(manifest is null ? "Manifest" : "Plugin", FindingState.Fault, fault.Message, "mend it or give another with --manifest"));
        }

        var folders = ProgramFinder.FoldersOfPath();
        var python = new ProgramFinder(null, Tool(manifest, "python"), Environment.GetEnvironmentVariable("XANES_PYTHON"), ["python3", "python"], folders);
        findings.AddRange(PythonCheck.RunAsync(python, session.Cancellation).GetAwaiter().GetResult());
        findings.Add(FdmnesCheck.Run(
            new ProgramFinder(fdmnes, Tool(manifest, "fdmnes"), Environment.GetEnvironmentVariable(FdmnesCheck.VariableName), FdmnesCheck.Names, folders)));
        return findings;
    }

    private static string? Tool(PluginManifest? manifest, string name) => manifest?.Tools.GetValueOrDefault(name);

    private static void Print(IReadOnlyList<Finding> findings, Terminal terminal)
    {
        var table = Tables.New(4, "", "What", "Found", "Remedy");
        foreach (var finding in findings)
        {
            var mark = finding.State switch
            {
                FindingState.Found => "[green]✓[/]",
                FindingState.Hint => "[yellow]-[/]",
                _ => "[red]✗[/]",
            };
            table.AddRow(mark, Markup.Escape(finding.Name), Markup.Escape(finding.Detail), Markup.Escape(finding.Remedy));
        }

        Tables.Print(table, terminal);
    }

    private static string StateName(FindingState state) => state switch
    {
        FindingState.Found => "found",
        FindingState.Hint => "hint",
        _ => "fault",
    };
}
