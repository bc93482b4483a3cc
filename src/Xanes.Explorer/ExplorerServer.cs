using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>Serves the explorer's page to this machine alone: on 127.0.0.1, below a token that only who started it knows.</summary>
public sealed class ExplorerServer : IAsyncDisposable
{
    private const int TokenBytes = 24;
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;
    private readonly ExplorerWork _work;

    private ExplorerServer(WebApplication application, ExplorerWork work, Uri address)
    {
        _application = application;
        _work = work;
        Address = address;
    }

    /// <summary>The page's address with its token.</summary>
    public Uri Address { get; }

    /// <summary>Opens the files and starts to serve.</summary>
    /// <param name="request">What to work with.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="InvalidInputException">A file cannot be used, or the port is taken.</exception>
    public static async Task<ExplorerServer> StartAsync(ExplorerRequest request, int port = 0, CancellationToken cancellation = default)
    {
        if (port is < 0 or > IPEndPoint.MaxPort)
        {
            throw new InvalidInputException($"port {port} does not exist; give 1 to {IPEndPoint.MaxPort}, or 0 for any that is free");
        }

        var work = new ExplorerWork(request, cancellation);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        try
        {
            var application = Build(work, token, port);
            await application.StartAsync(cancellation).ConfigureAwait(false);
            var served = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
            return new ExplorerServer(application, work, new Uri(served, $"/{token}/"));
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            work.Dispose();
            throw new InvalidInputException($"port {port} of this machine is taken; give another with --port, or none ({fault.Message})", fault);
        }
        catch
        {
            work.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(LongestGoodbye);
        await _application.StopAsync(limit.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _work.Dispose();
    }

    private static WebApplication Build(ExplorerWork work, string token, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = BoundedBody.LargestFile;
            server.Limits.MaxConcurrentConnections = 100;
            server.Listen(IPAddress.Loopback, port);
        });
        var application = builder.Build();
        application.Use(new AccessCheck(token).Invoke);
        application.UsePathBase($"/{token}");
        application.UseRouting();
        new ExplorerRoutes(work).AddTo(application);
        _ = application.MapFallback(context => Answers.Fault(context, StatusCodes.Status404NotFound, "there is nothing here"));
        return application;
    }

    /// <summary>The command decides when the server ends, not the console.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
