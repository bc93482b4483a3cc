using System.CommandLine;
using Xanes.Cli.Fdmnes;
using Xanes.Cli.Options;
using Xanes.Interop;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes fdmnes run</c>: structures in, computed spectra out.</summary>
internal sealed class FdmnesRunCommand : XanesCommand
{
    private const string ManualText = """
        Runs FDMNES on each structure, one after another, and writes into the folder:
          spectrum.csv   energy (eV from the edge energy), photon_energy (eV, calibrated), mu (edge steps)
          spectrum.npy   float32 [points], mu
          run.yaml       protocol, edge energy, Fermi and core levels, warnings, times
        FDMNES's own files stay there. Whether a calculation worked is judged by its output, not by its exit status.
        For many structures use 'xanes dataset', which works on every core and survives interruption.

        Examples:
          xanes fdmnes run AgSi2O4.xyz -a 0 -o agsi2o4
          xanes fdmnes run Ag2O.cif -o ag2o --core-hole-width 3     convolved by a narrower core hole
        """;

    private readonly CalculationOptions _calculations = new();
    private readonly ProgramOptions _program = new();

    private readonly Option<string> _output = new("--output", "-o") { Description = "The folder", HelpName = "DIR", Required = true };

    private readonly BroadeningOptions _broadening = new();

    /// <summary>Makes the command.</summary>
    public FdmnesRunCommand()
        : base("run", "Run FDMNES on structures", ManualText)
    {
        _calculations.AddTo(this);
        Add(_output);
        _broadening.AddTo(this);
        _program.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var (protocol, calculations) = _calculations.Read(arguments, session);
        var broadening = _broadening.Read(arguments, protocol.Broadening);
        var runner = _program.Runner(arguments, session);
        var folder = arguments.GetRequiredValue(_output);
        foreach (var calculation in calculations)
        {
            var own = calculations.Count == 1 ? folder : Path.Combine(folder, calculation.FolderName);
            Directory.CreateDirectory(own);
            var outcome = runner.RunAsync(own, protocol, calculation.Input, cancellation: session.Cancellation).GetAwaiter().GetResult();
            var result = outcome.Result ?? throw new XanesException($"{own}: FDMNES gave no spectrum: {outcome.Words}");
            new SpectrumFolder(own).Write(protocol, broadening, calculation, result, outcome.Elapsed);
            foreach (var warning in result.Warnings)
            {
                session.Note($"{own}: FDMNES warns: {warning}");
            }

            session.Note($"{own}: spectrum.csv, spectrum.npy, run.yaml ({outcome.Elapsed.TotalSeconds:0.0} s)");
        }

        return ExitStatus.Success;
    }
}
