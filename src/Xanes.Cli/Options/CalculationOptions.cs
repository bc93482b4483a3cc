using System.CommandLine;
using Xanes.Cli.Completion;
using Xanes.Cli.Fdmnes;
using Xanes.Cli.Input;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Options;

/// <summary>The arguments of the commands that make FDMNES calculations of structures.</summary>
internal sealed class CalculationOptions
{
    private readonly StructureOptions _structures = new();

    private readonly Option<string?> _protocol = new("--protocol", "-p")
    {
        Description = $"A shipped protocol ({string.Join(", ", FdmnesProtocols.Ids)}) or a protocol file; else the shipped one for the absorber",
        HelpName = "ID|protocol.yaml",
        CompletionSources = { KnownNames.Protocols },
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

    /// <summary>The protocol, and the calculations of all structures.</summary>
    /// <exception cref="InvalidInputException">The protocol is missing or not valid, or a file, frame or absorber is at fault.</exception>
    public (FdmnesProtocol Protocol, IReadOnlyList<Calculation> Calculations) Read(ParseResult arguments, Session session)
    {
        var cutoff = arguments.GetValue(_cluster);
        if (cutoff is not null and not (>= 1.0 and <= 30.0))
        {
            throw new InvalidInputException("--cluster must be a radius from 1 to 30 Å");
        }

        var input = _structures.Input(arguments, session);
        var protocol = FdmnesProtocol.Open(arguments.GetValue(_protocol) ?? Chosen(_structures.Absorber(arguments), input, session));
        var rule = AbsorberRule.ForModel(_structures.Absorber(arguments), ChemicalElement.Symbol(protocol.Absorber));
        var list = new CalculationList(protocol, rule, cutoff, _structures.Faults(arguments, session));
        return (protocol, list.Of(input.Frames()));
    }

    private static string Chosen(string? absorber, StructureInput input, Session session)
    {
        var frame = input.FirstFrame() ?? input.Frames().First().FrameOrThrow();
        try
        {
            var id = FdmnesProtocols.DefaultFor(AbsorberRule.Elements(absorber, frame));
            session.Chose($"protocol {id}");
            return id;
        }
        catch (InvalidInputException fault)
        {
            throw fault.At(frame.Place);
        }
    }
}
