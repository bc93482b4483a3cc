using Xanes.Interop;

namespace Xanes.Cli;

/// <summary>One run of the command: its streams, its global options and the plugin, which is loaded when first asked for.</summary>
internal sealed class Session : IDisposable
{
    private readonly GlobalOptions _options;
    private readonly Lazy<IXanesPlugin> _plugin;
    private readonly List<string> _choices = [];

    /// <summary>Starts a run.</summary>
    public Session(Terminal terminal, GlobalOptions options, Func<PluginManifest, IXanesPlugin> openPlugin, CancellationToken cancellation)
    {
        Terminal = terminal;
        Cancellation = cancellation;
        _options = options;
        _plugin = new Lazy<IXanesPlugin>(() => openPlugin(PluginManifest.Read(ManifestPath)));
    }

    /// <summary>The standard streams.</summary>
    public Terminal Terminal { get; }

    /// <summary>Asks the work to end early.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Whether results are for a program.</summary>
    public bool Json => _options.Json;

    /// <summary>Whether notes and progress are left out.</summary>
    public bool Quiet => _options.Quiet;

    /// <summary>Whether failures show their stack.</summary>
    public bool Verbose => _options.Verbose;

    /// <summary>The manifest in use.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public string ManifestPath => ManifestFinder.OfProcess(_options.Manifest).Require();

    /// <summary>The plugin of that manifest.</summary>
    public IXanesPlugin Plugin => _plugin.Value;

    /// <summary>Tells the user something that is not a result, on standard error.</summary>
    public void Note(string message)
    {
        if (!Quiet)
        {
            Terminal.Error.WriteLine($"xanes: {message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Keeps what was chosen for the user, to be told when the work is done; a failure is told alone.</summary>
    public void Chose(string what)
    {
        if (!_choices.Contains(what))
        {
            _choices.Add(what);
        }
    }

    /// <summary>Tells the user what was chosen.</summary>
    public void TellChoices() => _choices.ForEach(Note);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_plugin.IsValueCreated)
        {
            _plugin.Value.Dispose();
        }
    }
}
