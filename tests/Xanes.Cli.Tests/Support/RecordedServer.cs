using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Xanes.Cli.Tests.Support;

/// <summary>A server on this machine that gives recorded answers, by the first part of the path.</summary>
internal sealed class RecordedServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _end = new();

    public RecordedServer()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}";
        probe.Stop();
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Its address, to which a scenario's name is added.</summary>
    public string Address { get; }

    /// <summary>The requests so far.</summary>
    public List<Uri> Requests { get; } = [];

    /// <summary>How often <c>busy</c> still answers with status 503.</summary>
    public int Busy { get; set; } = 2;

    public void Dispose()
    {
        if (!_listener.IsListening)
        {
            return;
        }

        _end.Cancel();
        _listener.Stop();
        _listener.Close();
        _end.Dispose();
    }

    private static string Recorded(string name) => File.ReadAllText(Repository.PathOf($"tests/data/optimade/{name}"));

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var url = context.Request.Url!;
        lock (Requests)
        {
            Requests.Add(url);
        }

        try
        {
            var page = int.Parse(System.Web.HttpUtility.ParseQueryString(url.Query)["page"] ?? "1");
            var here = $"{Address}{url.AbsolutePath}?page={page + 1}";
            var (status, type, text) = url.Segments[1].TrimEnd('/') switch
            {
                "good" => (200, "application/vnd.api+json", page == 1 ? Recorded("page-1.json").Replace("PAGE2", here) : Recorded("page-2.json")),
                "object" => (200, "application/json", page == 1
                    ? Recorded("page-1.json").Replace("\"PAGE2\"", $$$"""{"href": "{{{here}}}", "meta": {}}""") : Recorded("page-2.json")),
                "special" => (200, "application/json", Recorded("special.json")),
                "refused" => (400, "application/json", Recorded("errors.json")),
                "busy" when Busy-- > 0 => (503, "text/html", "<html>busy</html>"),
                "busy" => (200, "application/json", Recorded("page-2.json")),
                "html" => (200, "text/html", "<html><body>Welcome!</body></html>"),
                "rubbish" => (200, "application/json", "{\"data\": [{]"),
                "list" => (200, "application/json", "[1, 2, 3]"),
                "deep" => (200, "application/json", new string('[', 100_000)),
                "endless" => (200, "application/json", $$$"""{"data": [], "links": {"next": "{{{here}}}"}}"""),
                "circle" => (200, "application/json", $$$"""{"data": [], "links": {"next": "{{{url.AbsoluteUri}}}"}}"""),
                "elsewhere" => (200, "application/json", """{"data": [], "links": {"next": "http://127.0.0.2:1/v1/structures"}}"""),
                _ => (404, "text/plain", "not here"),
            };
            if (url.Segments[1].TrimEnd('/') is "slow")
            {
                await Task.Delay(TimeSpan.FromMinutes(1), _end.Token);
            }

            if (url.Segments[1].TrimEnd('/') is "huge")
            {
                await SendZerosAsync(context.Response);
                return;
            }

            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
            context.Response.Close();
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // The client, or the test, has ended.
        }
    }

    private static async Task SendZerosAsync(HttpListenerResponse response)
    {
        response.ContentType = "application/json";
        response.SendChunked = true;
        var zeros = new byte[1 << 20];
        for (var i = 0; i < 80; i++)
        {
            await response.OutputStream.WriteAsync(zeros);
        }

        response.Close();
    }
}
