using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>What is open in an explorer, and the fit that runs. Safe to use from many threads.</summary>
internal sealed class ExplorerWork : IDisposable
{
    private readonly ExplorerRequest _request;
    private readonly UploadFolder _uploads = new();
    private readonly Lock _changes = new();
    private readonly Lock _fits = new();
    private volatile ExplorerState _state;
    private FitJob? _fit;

    /// <summary>Opens the files of a request.</summary>
    /// <exception cref="InvalidInputException">One of them cannot be used.</exception>
    public ExplorerWork(ExplorerRequest request, CancellationToken cancellation)
    {
        _request = request;
        try
        {
            _state = new ExplorerState(0, null, null, [], null).Next(
                request,
                request.Structure is { } structure ? OpenStructure.Read(request.Plugin, structure) : null,
                request.Measured is { } measured ? OpenMeasurement.Read(request, measured) : null,
                request.Variations,
                cancellation);
        }
        catch
        {
            _uploads.Dispose();
            throw;
        }
    }

    /// <summary>What is open now.</summary>
    public ExplorerState State => _state;

    /// <summary>The last fit; null before the first.</summary>
    public FitJob? Fit => _fit;

    /// <summary>Opens another structure; what may change in it is chosen again.</summary>
    public void TakeStructure(string name, byte[] content, CancellationToken cancellation)
    {
        var structure = _uploads.Read(name, content, path => OpenStructure.Read(_request.Plugin, path));
        Change(state => state.Next(_request, structure, state.Measurement, [], cancellation));
    }

    /// <summary>Opens another measured spectrum.</summary>
    public void TakeMeasured(string name, byte[] content, CancellationToken cancellation)
    {
        var measurement = _uploads.Read(name, content, path => OpenMeasurement.Read(_request, path));
        Change(state => state.Next(_request, state.Structure, measurement, state.Variations, cancellation));
    }

    /// <summary>Shows another record of the measured file.</summary>
    public void ChooseRecord(int record, CancellationToken cancellation) => Change(state =>
    {
        var measurement = state.Measurement ?? throw new InvalidInputException("no measured spectrum is open");
        return state.Next(_request, state.Structure, measurement.Choose(_request, record), state.Variations, cancellation);
    });

    /// <summary>Changes what may change.</summary>
    public void Vary(IReadOnlyList<string> variations, CancellationToken cancellation) =>
        Change(state => state.Next(_request, state.Structure, state.Measurement, variations, cancellation));

    /// <summary>Starts a fit; one that still runs is a fault.</summary>
    /// <exception cref="InvalidInputException">There is nothing to fit, or a fit runs.</exception>
    public void StartFit(ExplorerState state, double[] values, bool varyWidths)
    {
        var exploration = state.Exploration ?? throw new InvalidInputException("no structure is open; open one first");
        if (state.Measurement is null)
        {
            throw new InvalidInputException("there is no measured spectrum to fit to; open one first");
        }

        lock (_fits)
        {
            if (_fit is { IsRunning: true })
            {
                throw new InvalidInputException("a fit is running; cancel it first");
            }

            _fit?.Dispose();
            _fit = new FitJob(state.Version, exploration, values, varyWidths);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _fit?.Dispose();
        _uploads.Dispose();
    }

    private void Change(Func<ExplorerState, ExplorerState> change)
    {
        lock (_changes)
        {
            _state = change(_state);
        }
    }
}
