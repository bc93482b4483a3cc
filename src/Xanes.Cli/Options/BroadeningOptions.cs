using System.CommandLine;
using Xanes.Interop;

namespace Xanes.Cli.Options;

/// <summary>The options that say how spectra are broadened; what is left out stays as it is.</summary>
internal sealed class BroadeningOptions
{
    private readonly Option<double?> _coreHoleWidth = New("--core-hole-width", "Full width of the core hole in eV");

    private readonly Option<double?> _resolution = New("--resolution", "The beamline's resolution: full width of a Gaussian in eV");

    private readonly Option<double?> _gammaMax = New("--gamma-max", "Full width that the final state adds far above the edge in eV; 0 for none");

    private readonly Option<double?> _eCent = New("--e-cent", "Where half of it is reached, in eV above the edge");

    private readonly Option<double?> _eLarg = New("--e-larg", "How gently it rises, in eV");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_coreHoleWidth);
        command.Add(_resolution);
        command.Add(_gammaMax);
        command.Add(_eCent);
        command.Add(_eLarg);
    }

    /// <summary>A broadening with what the options change in it.</summary>
    /// <exception cref="InvalidInputException">A value is out of its range.</exception>
    public Broadening Read(ParseResult arguments, Broadening own)
    {
        var wanted = own with
        {
            CoreHoleWidth = arguments.GetValue(_coreHoleWidth) ?? own.CoreHoleWidth,
            Resolution = arguments.GetValue(_resolution) ?? own.Resolution,
            GammaMax = arguments.GetValue(_gammaMax) ?? own.GammaMax,
            ECent = arguments.GetValue(_eCent) ?? own.ECent,
            ELarg = arguments.GetValue(_eLarg) ?? own.ELarg,
        };
        wanted.Check();
        return wanted;
    }

    /// <summary>A model with its spectra broadened as the options say; the model itself where they say nothing.</summary>
    /// <exception cref="InvalidInputException">A value is out of its range, or the model's broadening is fixed.</exception>
    public ISpectrumModel Apply(ParseResult arguments, ISpectrumModel model)
    {
        Option<double?>[] options = [_coreHoleWidth, _resolution, _gammaMax, _eCent, _eLarg];
        return options.All(option => arguments.GetValue(option) is null)
            ? model
            : model.WithBroadening(Read(arguments, model.Info.Broadening ?? new Broadening(arguments.GetValue(_coreHoleWidth) ?? 1.0)));
    }

    private static Option<double?> New(string name, string description) => new(name) { Description = description, HelpName = "EV" };
}
