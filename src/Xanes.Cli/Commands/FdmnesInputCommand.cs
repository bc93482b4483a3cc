using System.CommandLine;
using Xanes.Cli.Options;
using Xanes.Interop;
using Xanes.Plugin.Fdmnes;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes fdmnes input</c>: structures in, FDMNES input files out.</summary>
internal sealed class FdmnesInputCommand : XanesCommand
{
    private const string ManualText = """
        Writes in.txt, FDMNES's input, and fdmfile.txt, which names it. Clusters become Molecule, the absorber first and at
        the origin; crystals become Crystal with their cell, with one output for each inequivalent absorber.

        Examples:
          xanes fdmnes input AgSi2O4.xyz -a 0                      to standard output
          xanes fdmnes input Ag2O.cif -o ag2o                      all silver atoms of a crystal
          xanes fdmnes input Ag2O.cif --cluster 5 -o ag2o-cluster  the atoms around one of them
          xanes fdmnes input frames.extxyz -o inputs               a folder for each frame and absorber
        """;

    private readonly CalculationOptions _calculations = new();

    private readonly Option<string?> _output = new("--output", "-o") { Description = "The folder; else the input is printed", HelpName = "DIR" };

    /// <summary>Makes the command.</summary>
    public FdmnesInputCommand()
        : base("input", "Write FDMNES inputs of structures", ManualText)
    {
        _calculations.AddTo(this);
        Add(_output);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        var (_, calculations) = _calculations.Read(arguments, session);
        if (arguments.GetValue(_output) is not { } folder)
        {
            session.Terminal.Out.Write(calculations is [var only]
                ? only.Input.Text
                : throw new InvalidInputException($"there are {calculations.Count} calculations; give a folder for them with -o"));
            return ExitStatus.Success;
        }

        foreach (var calculation in calculations)
        {
            var own = calculations.Count == 1 ? folder : Path.Combine(folder, calculation.FolderName);
            Directory.CreateDirectory(own);
            FdmnesRunner.WriteInput(own, calculation.Input);
        }

        session.Note($"{calculations.Count} {(calculations.Count == 1 ? "input" : "inputs")} in {folder}");
        return ExitStatus.Success;
    }
}
