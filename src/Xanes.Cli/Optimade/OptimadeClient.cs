using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Xanes.Cli.Optimade;

/// <summary>Asks a database over HTTP: with a time limit, again after failures that may pass, and from the cache where it can.</summary>
internal sealed class OptimadeClient : IDisposable
{
    private const long MostBytes = 64L << 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly PageCache _cache;
    private readonly bool _refresh;
    private readonly Action<string> _note;
    private readonly ResiliencePipeline<(HttpStatusCode Status, string? Type, byte[] Body)> _pipeline;

    /// <summary>Prepares a client.</summary>
    /// <param name="cache">Keeps answers.</param>
    /// <param name="refresh">Whether kept answers are asked for again.</param>
    /// <param name="timeout">How long one try may take.</param>
    /// <param name="retries">How often a failure that may pass is tried again.</param>
    /// <param name="delay">The wait before the first of these; it doubles each time.</param>
    /// <param name="note">Told when an old answer stands in for none.</param>
    public OptimadeClient(PageCache cache, bool refresh, TimeSpan timeout, int retries, TimeSpan delay, Action<string> note)
    {
        _cache = cache;
        _refresh = refresh;
        _note = note;
        _http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, MaxAutomaticRedirections = 5 })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd($"xanes/{ProgramVersion.Text}");
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/vnd.api+json, application/json");
        var retry = new RetryStrategyOptions<(HttpStatusCode Status, string? Type, byte[] Body)>
        {
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is HttpRequestException or IOException or TimeoutRejectedException
                || arguments.Outcome is { Exception: null, Result.Status: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError }),
            MaxRetryAttempts = Math.Max(1, retries),
            BackoffType = DelayBackoffType.Exponential,
            Delay = delay,
            MaxDelay = LongestWait,
            UseJitter = true,
        };
        var builder = new ResiliencePipelineBuilder<(HttpStatusCode Status, string? Type, byte[] Body)>();
        _pipeline = (retries > 0 ? builder.AddRetry(retry) : builder).AddTimeout(timeout).Build();
    }

    /// <summary>The answer to an address.</summary>
    /// <exception cref="OptimadeFault">There is none, and none is kept.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<byte[]> GetAsync(OptimadeProvider provider, Uri address, CancellationToken cancellation)
    {
        var kept = _cache.Find(address);
        if (!_refresh && kept is { } fresh && DateTime.UtcNow - fresh.Kept < PageCache.Fresh)
        {
            return fresh.Body;
        }

        try
        {
            var body = await AskAsync(provider, address, cancellation).ConfigureAwait(false);
            return body;
        }
        catch (OptimadeFault fault) when (kept is { } old && fault.InnerException is HttpRequestException or TimeoutRejectedException)
        {
            _note($"{fault.Message}; what it said on {kept!.Value.Kept:yyyy-MM-dd} is taken");
            return kept.Value.Body;
        }
    }

    /// <summary>Keeps an answer that was found to be good.</summary>
    public void Keep(Uri address, byte[] body) => _cache.Keep(address, body);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<byte[]> AskAsync(OptimadeProvider provider, Uri address, CancellationToken cancellation)
    {
        try
        {
            var (status, type, body) = await _pipeline.ExecuteAsync(
                async token => await SendAsync(address, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            if (status == HttpStatusCode.OK && type?.Contains("json", StringComparison.OrdinalIgnoreCase) != false)
            {
                return body;
            }

            var words = OptimadePage.ErrorWords(body);
            throw new OptimadeFault(status == HttpStatusCode.OK
                ? $"{provider.Id}: answered with {type}, not with JSON; is {provider.BaseUrl} an OPTIMADE server?"
                : $"{provider.Id}: answered with status {(int)status}{(words is null ? "" : $" ({words})")}; {Remedy(status)}");
        }
        catch (TimeoutRejectedException fault)
        {
            throw new OptimadeFault($"{provider.Id}: no answer from {address.Host} in time; try again later, or another --provider", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new OptimadeFault($"{provider.Id}: {address.Host} cannot be reached ({Reason(fault)}); check the network, or name another --provider", fault);
        }
    }

    private async Task<(HttpStatusCode Status, string? Type, byte[] Body)> SendAsync(Uri address, CancellationToken cancellation)
    {
        using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MostBytes)
            {
                throw new OptimadeFault($"{address.Host}: sends more than {MostBytes >> 20} MiB for one page; lower --limit");
            }
        }

        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, body.ToArray());
    }

    private static string Remedy(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => "is it an OPTIMADE server?",
        HttpStatusCode.TooManyRequests => "it wants fewer questions; try again later",
        >= HttpStatusCode.InternalServerError => "try again later, or another --provider",
        _ => "try another --provider",
    };

    private static string Reason(Exception fault) => (fault.InnerException ?? fault).Message.ReplaceLineEndings(" ");
}
