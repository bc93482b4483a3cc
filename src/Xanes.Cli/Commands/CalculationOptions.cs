using System.CommandLine;
using Xanes.Cli.Fdmnes;
using Xanes.Cli.Input;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Commands;

/// <summary>The arguments of the commands that make FDMNES calculations of structures.</summary>
internal sealed class CalculationOptions
{
    private readonly StructureOptions _structures = new();

    private readonly Option<string> _protocol = new("--protocol", "-p")
    {
        Description = $"A shipped protocol ({string.Join(", ", FdmnesProtocols.Ids)}) or a protocol file",
        HelpName = "ID|protocol.yaml",
        DefaultValueFactory = _ => FdmnesProtocols.Default,
    };

    private readonly Option<double?> _cluster = new("--cluster")
    {
        Description = "Cut the atoms within R Å out of each structure; else crystals are computed as crystals, others whole",
        HelpName = "R",
    };

    /// <summary>Adds the arguments to a command.</summary>
    public void AddTo(Command command)
    {
        _structures.AddTo(command);
        command.Add(_protocol);
        command.Add(_cluster);
    }

    /// <summary>The protocol.</summary>
    /// <exception cref="InvalidInputException">It is missing or not valid.</exception>
    public FdmnesProtocol Protocol(ParseResult arguments) => FdmnesProtocol.Open(arguments.GetRequiredValue(_protocol));

    /// <summary>The calculations of all structures.</summary>
    /// <exception cref="InvalidInputException">A file, frame or absorber is at fault.</exception>
    public IReadOnlyList<Calculation> Calculations(ParseResult arguments, Session session, FdmnesProtocol protocol)
    {
        var cutoff = arguments.GetValue(_cluster);
        if (cutoff is not null and not (>= 1.0 and <= 30.0))
        {
            throw new InvalidInputException("--cluster must be a radius from 1 to 30 Å");
        }

        var rule = AbsorberRule.ForModel(_structures.Absorber(arguments), ChemicalElement.Symbol(protocol.Absorber));
        var list = new CalculationList(protocol, rule, cutoff, _structures.Faults(arguments, session));
        return list.Of(_structures.Input(arguments, session).Frames());
    }
}
