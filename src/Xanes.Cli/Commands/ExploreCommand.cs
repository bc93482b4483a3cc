using System.CommandLine;
using System.Diagnostics;
using Xanes.Cli.Completion;
using Xanes.Cli.Options;
using Xanes.Cli.Output;
using Xanes.Explorer;
using Xanes.Interop;

namespace Xanes.Cli.Commands;

/// <summary><c>xanes explore</c>: a page on this machine that moves a structure's parameters beside a measured spectrum.</summary>
internal sealed class ExploreCommand : XanesCommand
{
    private const string ManualText = """
        Examples:
          xanes explore ag2o.cif                                     sliders for the cell and the nearest shells
          xanes explore ag2o.cif --measured "ag.prj:Ag oxide"        beside a measured spectrum, with a button that fits
          xanes explore cluster.xyz -a 0 --vary "shell O 1.9-2.6" --vary disorder
          xanes explore                                              an empty page: drop a structure on it

        Prints the address of a page and serves it until Ctrl-C. The page is for this machine alone: on 127.0.0.1, below a random token,
        and it asks nothing of any other machine. From elsewhere use ssh: --port 8000 here, 'ssh -L 8000:127.0.0.1:8000 HOST' there.

        --vary is that of xanes fit, as are the bounds of energy shift and widths. Without it the cell's scale and the distances of the
        nearest shells have sliders. A fit on the page searches the whole of the sliders' ranges.
        """;

    private readonly Argument<string?> _structure = new("STRUCTURE")
    {
        Description = "The structure: xyz, extxyz, POSCAR or CIF, its first frame",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _measured = new("--measured") { Description = "The measured spectrum, FILE or FILE:RECORD", HelpName = "FILE" };

    private readonly Option<string?> _absorber = new("--absorber", "-a") { Description = "The absorbing atoms: a 0-based index or an element symbol", HelpName = "I|SYMBOL" };

    private readonly Option<string[]> _vary = new("--vary") { Description = "What may change; may be repeated", HelpName = "TEXT" };

    private readonly Option<string?> _model = new("--model", "-m") { Description = "The model; else the manifest's default", HelpName = "ID", CompletionSources = { KnownNames.Models } };

    private readonly Option<string?> _range = new("--range") { Description = "The energies that are compared (eV, photon energy minus edge energy)", HelpName = "FIRST,LAST" };

    private readonly Option<string?> _shift = new("--shift") { Description = "Measured minus predicted energies (eV): bounds", HelpName = "LOW..HIGH" };

    private readonly Option<string?> _coreHole = new("--core-hole-width") { Description = "The core hole's full width (eV): bounds", HelpName = "LOW..HIGH" };

    private readonly Option<string?> _resolution = new("--resolution") { Description = "The resolution's full width at half maximum (eV): bounds", HelpName = "LOW..HIGH" };

    private readonly Option<double?> _noise = new("--noise") { Description = "One standard deviation of the measured values, in edge steps", HelpName = "S" };

    private readonly Option<int> _port = new("--port") { Description = "The port; else any that is free", HelpName = "N" };

    private readonly Option<bool> _open = new("--open") { Description = "Open the page in the browser" };

    private readonly MeasuredOptions _reading = new();

    /// <summary>Makes the command.</summary>
    public ExploreCommand()
        : base("explore", "Move a structure's parameters in the browser and see its spectrum", ManualText)
    {
        Add(_structure);
        Option[] options = [_measured, _absorber, _vary, _model, _range, _shift, _coreHole, _resolution, _noise, _port, _open];
        foreach (var option in options)
        {
            Add(option);
        }

        _reading.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Execute(ParseResult arguments, Session session)
    {
        ServeAsync(Request(arguments, session), arguments, session).GetAwaiter().GetResult();
        return ExitStatus.Success;
    }

    private async Task ServeAsync(ExplorerRequest request, ParseResult arguments, Session session)
    {
        await using var server = await ExplorerServer.StartAsync(request, arguments.GetValue(_port), session.Cancellation).ConfigureAwait(false);
        session.Terminal.Out.WriteLine(session.Json ? JsonText.Of(json => WriteAddress(json, server.Address)) : server.Address.ToString());
        session.Terminal.Out.Flush();
        session.Note("open this address in a browser on this machine; Ctrl-C ends it");
        if (arguments.GetValue(_open))
        {
            using var browser = Process.Start(new ProcessStartInfo(server.Address.ToString()) { UseShellExecute = true });
        }

        await Task.Delay(Timeout.Infinite, session.Cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void WriteAddress(System.Text.Json.Utf8JsonWriter json, Uri address)
    {
        json.WriteStartObject();
        json.WriteString("address", address.ToString());
        json.WriteEndObject();
    }

    private ExplorerRequest Request(ParseResult arguments, Session session)
    {
        var options = new FitOptions();
        var range = arguments.GetValue(_range) is { } text ? MeasuredOptions.Pair(text, "--range") : (options.From, options.To);
        return new ExplorerRequest(session.Plugin)
        {
            Structure = arguments.GetValue(_structure),
            Absorber = arguments.GetValue(_absorber) is { } absorber ? AbsorberSelection.Parse(absorber) : null,
            Variations = arguments.GetValue(_vary) ?? [],
            Measured = arguments.GetValue(_measured),
            Reading = _reading.Reading(arguments),
            Treatment = _reading.Treatment(arguments),
            Normalisation = _reading.Normalisation(arguments),
            Noise = arguments.GetValue(_noise),
            Options = options with
            {
                Model = arguments.GetValue(_model),
                From = range.Item1,
                To = range.Item2,
                Shift = Bounds(arguments, _shift),
                CoreHoleWidth = Bounds(arguments, _coreHole),
                Resolution = Bounds(arguments, _resolution),
            },
        };
    }

    private static ParameterRange? Bounds(ParseResult arguments, Option<string?> option) =>
        arguments.GetValue(option) is { } text ? VariationText.ParseRange(text, option.Name) : null;
}
