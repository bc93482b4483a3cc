using System.CommandLine;
using Xanes.Cli.Input;

namespace Xanes.Cli.Commands;

/// <summary>The arguments of the commands that read structures.</summary>
internal sealed class StructureOptions
{
    private readonly Argument<string[]> _structures = new("STRUCTURE")
    {
        Description = "Files in xyz, extxyz, POSCAR or CIF format, all frames of each; - reads standard input",
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

    /// <summary>Makes the arguments.</summary>
    public StructureOptions()
    {
        // The parser takes an unknown option for one more file.
        _structures.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value is ['-', _, ..]) is { } mistake)
            {
                result.AddError($"'{mistake.Value}' is not an option of this command");
            }
        });
    }

    /// <summary>Adds the arguments to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_structures);
        command.Add(_absorber);
        command.Add(_keepGoing);
    }

    /// <summary>The files to read.</summary>
    public StructureInput Input(ParseResult arguments, Session session) =>
        new(arguments.GetRequiredValue(_structures), session.Terminal.In, session.Cancellation);

    /// <summary>The absorbers' option.</summary>
    public string? Absorber(ParseResult arguments) => arguments.GetValue(_absorber);

    /// <summary>What bad frames do.</summary>
    public FaultPolicy Faults(ParseResult arguments, Session session) => new(session, arguments.GetValue(_keepGoing));
}
