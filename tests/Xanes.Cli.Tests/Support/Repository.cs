using Xanes.Interop;

namespace Xanes.Cli.Tests.Support;

/// <summary>The repository that the tests were built in, with its manifest, models and data.</summary>
internal static class Repository
{
    public static string Manifest { get; } = PluginManifest.FindFrom(AppContext.BaseDirectory)!;

    public static string PathOf(string name) => Path.Combine(Path.GetDirectoryName(Manifest)!, name);

    /// <summary>Runs the command on the shipped plugin.</summary>
    public static CommandRun Run(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var status = CommandLine.Run([.. args, "--manifest", Manifest], TextReader.Null, output, error);
        return new CommandRun(status, output.ToString(), error.ToString());
    }
}
