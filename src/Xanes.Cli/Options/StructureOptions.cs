using System.CommandLine;
using Xanes.Cli.Input;
using Xanes.Cli.Rows;
using Xanes.Interop;
using Xanes.Plugin.Training;

namespace Xanes.Cli.Options;

/// <summary>The arguments of the commands that read structures.</summary>
internal sealed class StructureOptions
{
    private readonly Argument<string[]> _structures = new("STRUCTURE")
    {
        Description = "Files in xyz, extxyz, POSCAR, XDATCAR or CIF format, or any that an installed ASE reads, all frames of each; - reads standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _absorber = new("--absorber", "-a")
    {
        Description = "The absorbing atoms: a 0-based index, an element symbol or all",
        HelpName = "I|SYMBOL|all",
    };

    private readonly Option<bool> _keepGoing = new("--keep-going", "-k")
    {
        Description = "Leave bad frames out and list them; else the first one ends the command",
    };

    /// <summary>Adds the arguments to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_structures);
        command.Add(_absorber);
        command.Add(_keepGoing);
    }

    /// <summary>The files to read.</summary>
    /// <exception cref="InvalidInputException">A file is missing.</exception>
    public StructureInput Input(ParseResult arguments, Session session) =>
        new(arguments.GetRequiredValue(_structures), session.Terminal.In, path => OpenByAse(path, session), session.Cancellation);

    private static AseFile OpenByAse(string path, Session session)
    {
        var python = PythonInterpreter.Find(PluginManifest.Read(session.ManifestPath), option: null);
        session.Note($"{path} is read by ASE of {python}");
        return AseFile.Open(path, python);
    }

    /// <summary>The absorbers' option.</summary>
    public string? Absorber(ParseResult arguments) => arguments.GetValue(_absorber);

    /// <summary>What bad frames do.</summary>
    public FaultPolicy Faults(ParseResult arguments, Session session) => new(session, arguments.GetValue(_keepGoing));
}
