using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xanes.Interop;

namespace Xanes.Explorer;

/// <summary>What the page can ask for.</summary>
internal sealed class ExplorerRoutes(ExplorerWork work)
{
    /// <summary>Adds the routes.</summary>
    public void AddTo(IEndpointRouteBuilder routes)
    {
        foreach (var name in PageFiles.Names)
        {
            _ = routes.MapGet(name == "index.html" ? "/" : $"/{name}", (RequestDelegate)(context => PageFiles.Send(context, name)));
        }

        _ = routes.MapGet("/api/state", Guarded(SendState));
        _ = routes.MapPost("/api/spectrum", Guarded(SendSpectrum));
        _ = routes.MapPost("/api/structure", Guarded(async context =>
        {
            work.TakeStructure(NameOf(context), await BoundedBody.Read(context.Request, BoundedBody.LargestStructure).ConfigureAwait(false), context.RequestAborted);
            await SendState(context).ConfigureAwait(false);
        }));
        _ = routes.MapPost("/api/measured", Guarded(async context =>
        {
            work.TakeMeasured(NameOf(context), await BoundedBody.Read(context.Request, BoundedBody.LargestFile).ConfigureAwait(false), context.RequestAborted);
            await SendState(context).ConfigureAwait(false);
        }));
        _ = routes.MapPost("/api/record", Guarded(async context =>
        {
            work.ChooseRecord((await Body(context, PageJson.Default.WantedRecord).ConfigureAwait(false)).Record, context.RequestAborted);
            await SendState(context).ConfigureAwait(false);
        }));
        _ = routes.MapPost("/api/variations", Guarded(async context =>
        {
            work.Vary((await Body(context, PageJson.Default.WantedVariations).ConfigureAwait(false)).Variations ?? [], context.RequestAborted);
            await SendState(context).ConfigureAwait(false);
        }));
        _ = routes.MapGet("/api/fit", Guarded(SendFit));
        _ = routes.MapPost("/api/fit", Guarded(async context =>
        {
            var place = await Body(context, PageJson.Default.WantedPlace).ConfigureAwait(false);
            work.StartFit(Current(place.Version), place.Values ?? [], place.VaryWidths);
            await SendFit(context).ConfigureAwait(false);
        }));
        _ = routes.MapDelete("/api/fit", Guarded(context =>
        {
            work.Fit?.Cancel();
            return SendFit(context);
        }));
    }

    private Task SendState(HttpContext context) => Answers.Send(context, StateText.Of(work.State), PageJson.Default.StateText);

    private Task SendFit(HttpContext context) => Answers.Send(context, FitText.Of(work.Fit), PageJson.Default.FitText);

    private async Task SendSpectrum(HttpContext context)
    {
        var place = await Body(context, PageJson.Default.WantedPlace).ConfigureAwait(false);
        var exploration = Current(place.Version).Exploration ?? throw new InvalidInputException("no structure is open; open one first");
        var spectrum = SpectrumText.Of(exploration, exploration.Evaluate(place.Values ?? [], context.RequestAborted));
        await Answers.Send(context, spectrum, PageJson.Default.SpectrumText).ConfigureAwait(false);
    }

    /// <summary>The state, which must be the one that the page shows.</summary>
    private ExplorerState Current(int version) => work.State is var state && state.Version == version
        ? state
        : throw new InvalidInputException("the files were changed in another window; load the page again");

    private static string NameOf(HttpContext context) => context.Request.Query["name"].ToString();

    private static async Task<T> Body<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : notnull => Answers.Parse(await BoundedBody.Read(context.Request, BoundedBody.LargestRequest).ConfigureAwait(false), type);

    /// <summary>Turns faults into one line for the page.</summary>
    private static RequestDelegate Guarded(RequestDelegate answer) => async context =>
    {
        try
        {
            await answer(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            await (fault switch
            {
                InvalidInputException => Answers.Fault(context, StatusCodes.Status400BadRequest, fault.Message),
                JsonException => Answers.Fault(context, StatusCodes.Status400BadRequest, $"the request is not what this page sends: {fault.Message}"),
                _ => Answers.Fault(context, StatusCodes.Status500InternalServerError, $"unexpected failure: {fault.Message}"),
            }).ConfigureAwait(false);
        }
    };
}
