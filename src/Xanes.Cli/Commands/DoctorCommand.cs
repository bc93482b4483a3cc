using System.CommandLine;
using System.Text.Json;
using Xanes.Cli.Doctor;
using Xanes.Cli.Output;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes doctor</c>: what is found on this machine.</summary>
internal sealed class DoctorCommand : XanesCommand
{
    private const string ManualText = """
        Lists what Xanes needs and what it found. A cross is a fault: nothing works without it, and the exit status is 1.
        A dash is a hint: only the commands named need it.

        FDMNES is looked for by --fdmnes, then tools: fdmnes in plugin.yaml, then XANES_FDMNES, then on PATH;
        Python by tools: python in plugin.yaml, then XANES_PYTHON, then .venv beside plugin.yaml, then the
        environment of 'xanes train --setup', then the one that 'pip install' put this command in, then on PATH.

        Examples:
          xanes doctor
          xanes doctor --fdmnes /opt/fdmnes/fdmnes_linux64
          xanes doctor --json
        """;

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
            session.Terminal.Out.WriteLine(JsonText.Of(json => Write(json, findings)));
        }
        else
        {
            Print(findings, session.Terminal.Out);
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
            findings.AddRange(PythonCheck.RunAsync(manifest, session.Cancellation).GetAwaiter().GetResult());
        }
        catch (XanesException fault)
        {
            var name = manifest is null ? "Manifest" : "Plugin";
            findings.Add(new Finding(name, FindingState.Fault, fault.Message, "correct it or give another with --manifest"));
        }

        findings.Add(new FdmnesCheck(FdmnesProgram.OfProcess(fdmnes, manifest)).Run());
        return findings;
    }

    private static void Print(IReadOnlyList<Finding> findings, TextWriter output)
    {
        var width = findings.Max(finding => finding.Name.Length);
        foreach (var finding in findings)
        {
            var mark = finding.State switch
            {
                FindingState.Found => "✓",
                FindingState.Hint => "-",
                _ => "✗",
            };
            output.WriteLine($"{mark} {finding.Name.PadRight(width)}  {finding.Detail.ReplaceLineEndings(" ")}");
            if (finding.Remedy.Length > 0)
            {
                output.WriteLine($"  {"".PadRight(width)}  → {finding.Remedy}");
            }
        }
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("name", finding.Name);
            json.WriteString("state", StateName(finding.State));
            json.WriteString("detail", finding.Detail);
            json.WriteString("remedy", finding.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string StateName(FindingState state) => state switch
    {
        FindingState.Found => "found",
        FindingState.Hint => "hint",
        _ => "fault",
    };
}
