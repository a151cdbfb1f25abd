using System.Diagnostics;
using System.Runtime.InteropServices;
using Interconn.Sdk.Diagnostics;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Hosting.Named;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Interconn.Sdk.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>Takes a call from the socket to its answer. One per node; the stages are those of the signing profile.</summary>
internal sealed class InterconnPipeline
{
    private readonly LocalNode node;
    private readonly CallVerifier verifier;
    private readonly TimeProvider timeProvider;
    private readonly TimeLimits timeLimits;
    private readonly ILogger logger;

    // Null for the node without a name, whose services are those of the host.
    private readonly NamedNode? named;

    private InterconnPipeline(IServiceProvider services)
    {
        node = services.GetRequiredService<LocalNode>();
        named = services.GetService<NamedNode>();
        timeProvider = services.GetRequiredService<TimeProvider>();
        timeLimits = services.GetRequiredService<TimeLimits>();
        logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Interconn.Sdk.AspNetCore");
        verifier = new CallVerifier(
            node,
            services.GetRequiredService<IPartnerDirectory>(),
            services.GetRequiredService<IPartnerTrustPolicy>(),
            new SignatureStage(node, services.GetRequiredService<CertificateTrust>(), services.GetRequiredService<ConnectionCertificates>()),
            new ReplayStage(node, services.GetRequiredService<IReplayGuard>()),
            new PermitStage(node, services.GetRequiredService<PermitVerifier>()),
            services.GetRequiredService<CredentialReader>(),
            new BudgetStage(node, new FailureBudget(timeProvider)),
            timeLimits);
    }

    public InterconnOptions Options => node.Options;

    public string PathBase => node.PathBase;

    public string NodeId => node.NodeId;

    /// <summary>The pipeline of a node of the host; null names the one without a name.</summary>
    /// <exception cref="InvalidOperationException">There is no such node; the message names the fix.</exception>
    public static InterconnPipeline Of(IServiceProvider host, string? name)
    {
        IServiceProvider services = name is null ? host : host.GetInterconnServices(name);
        ServerSlot slot = services.GetService<ServerSlot>() ?? throw new InvalidOperationException(host.GetService<NodeName>() is null
            ? "No interconn node is registered. Call builder.Services.AddInterconn(…) before the application is built."
            : $"No interconn node without a name is registered. {NamedNode.Known(host)} Say which is meant.");
        return slot.GetOrCreate(() => new InterconnPipeline(services));
    }

    /// <summary>Serves an endpoint of the standard.</summary>
    public Task ServeAsync(HttpContext http, RouteDemand demand) => MeasureAsync(NewCall(http, demand), next: null);

    /// <summary>Verifies a call to a route of the host's own, and lets it go on with the body that was verified.</summary>
    public Task GuardAsync(HttpContext http, RouteDemand demand, RequestDelegate next) => MeasureAsync(NewCall(http, demand), next);

    /// <summary>Verifies a call, goes on with it where it holds, and measures both. What a route of the host's own throws goes on to the host.</summary>
    private async Task MeasureAsync(IncomingCall call, RequestDelegate? next)
    {
        string route = call.Demand.Name;
        using Activity? activity = InterconnDiagnostics.Source.HasListeners() ? ServerSpan.Start(call.Http.Request, "interconn serve " + route) : null;
        long? start = IsTimed ? timeProvider.GetTimestamp() : null;
        int code = InterconnCodes.Internal;
        try
        {
            code = await VerifyAsync(call).ConfigureAwait(false)
                ?? (next is null ? await HandleAsync(call, call.Demand.Endpoint!).ConfigureAwait(false) : await GoOnAsync(call, next).ConfigureAwait(false));
        }
        finally
        {
            call.Release();
            activity?.SetTag(InterconnDiagnostics.EndpointTag, route)
                .SetTag(InterconnDiagnostics.NodeTag, node.NodeId)
                .SetTag(InterconnDiagnostics.PartnerTag, call.Headers.Source)
                .SetTag(InterconnDiagnostics.TraceIdTag, call.TraceId)
                .SetTag(InterconnDiagnostics.CodeTag, code);
            Record(call, code, start);
        }
    }

    private bool IsTimed => InterconnDiagnostics.ServerDuration.Enabled || logger.IsEnabled(LogLevel.Information);

    private void Record(IncomingCall call, int code, long? start)
    {
        if (start is null)
        {
            return;
        }

        double seconds = timeProvider.GetElapsedTime(start.Value).TotalSeconds;
        if (InterconnDiagnostics.ServerDuration.Enabled)
        {
            InterconnDiagnostics.ServerDuration.Record(
                seconds,
                new KeyValuePair<string, object?>(InterconnDiagnostics.EndpointTag, call.Demand.Name),
                new KeyValuePair<string, object?>(InterconnDiagnostics.CodeTag, code),
                new KeyValuePair<string, object?>(InterconnDiagnostics.NodeTag, node.NodeId));
        }

        if (code == InterconnCodes.Ok)
        {
            ServerLog.Served(logger, call.Demand.Name, call.Headers.Source, call.TraceId, seconds);
        }
    }

    private static async Task<int> GoOnAsync(IncomingCall call, RequestDelegate next)
    {
        call.Http.Features.Set(call.ToContext());
        call.Http.Request.Body = AsStream(call.Body);
        await next(call.Http).ConfigureAwait(false);
        return InterconnCodes.Ok;
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out ArraySegment<byte> bytes) && bytes.Array is not null
            ? new MemoryStream(bytes.Array, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream([], writable: false);

    private IncomingCall NewCall(HttpContext http, RouteDemand demand) =>
        new(node, http, demand, timeProvider.GetUtcNow());

    /// <summary>Null where the call may go on, otherwise the code that was answered.</summary>
    private async ValueTask<int?> VerifyAsync(IncomingCall call)
    {
        Refusal? refusal;
        try
        {
            refusal = await verifier.VerifyAsync(call, call.Http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsGone(call, exception))
        {
            ServerLog.Aborted(logger, call.Demand.Name, call.RemoteAddress);
            return InterconnCodes.MalformedRequest;
        }
        catch (Exception exception) when (call.Asking is string what)
        {
            ServerLog.StoreFailed(logger, exception, call.Demand.Name, call.Headers.Source, InterconnCodes.Unavailable, what, call.TraceId);
            return await AnswerAsync(call, InterconnCodes.Unavailable, field: null).ConfigureAwait(false);
        }
        catch (Exception exception) when (call.Target.Length > 0)
        {
            return await FailAsync(call, exception, InterconnCodes.Internal).ConfigureAwait(false);
        }

        return refusal is null ? null : await RefuseAsync(call, refusal).ConfigureAwait(false);
    }

    private async Task<int> HandleAsync(IncomingCall call, InterconnEndpoint endpoint)
    {
        CancellationToken aborted = call.Http.RequestAborted;
        using TimeLimit time = timeLimits.Start(node.Options.HandlerTimeout, aborted);
        Task<object>? handling = null;
        InterconnContext context = call.ToContext();
        try
        {
            if (endpoint.Invoke(ServicesFor(call.Http), call.Request!, context, time.Token) is not ValueTask<object> serving)
            {
                return await RefuseAsync(call, NotServed).ConfigureAwait(false);
            }

            if (!serving.IsCompletedSuccessfully)
            {
                handling = serving.AsTask();
                serving = new ValueTask<object>(handling.WaitAsync(time.Token));
            }

            // A handler that does not heed its token must not hold the caller.
            object data = await serving.ConfigureAwait(false)
                ?? throw new InvalidOperationException($"The handler of {endpoint} returned null.");
            ReadOnlyMemory<byte> body = EnvelopeWriter.Success(data, endpoint);
            await EnvelopeWriter.SendAsync(call.Http.Response, StatusCodes.Status200OK, body, aborted).ConfigureAwait(false);
            return InterconnCodes.Ok;
        }
        catch (Exception exception) when (IsGone(call, exception))
        {
            ServerLog.Aborted(logger, call.Demand.Name, call.RemoteAddress);
            return InterconnCodes.Unavailable;
        }
        catch (OperationCanceledException exception) when (time.IsOver)
        {
            LogLate(handling, call.Demand.Name);
            return await FailAsync(call, exception, InterconnCodes.Unavailable).ConfigureAwait(false);
        }
        catch (InterconnException exception) when (IsAnswer(exception))
        {
            return await RefuseAsync(call, new Refusal(exception.Code, exception.Message, exception.Field)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return await FailAsync(call, exception, InterconnCodes.Internal).ConfigureAwait(false);
        }
        finally
        {
            context.Answered();
        }
    }

    // Those of a named node live as long as those of the host that they may use.
    private IServiceProvider ServicesFor(HttpContext http)
    {
        if (named is null)
        {
            return http.RequestServices;
        }

        AsyncServiceScope scope = named.OpenScope(http.RequestServices);
        http.Response.RegisterForDisposeAsync(scope);
        return scope.ServiceProvider;
    }

    private static readonly Refusal NotServed = new(InterconnCodes.NotServed, "no handler is registered (AddHandler)");

    // The derived ones come from a client that the handler used: what another partner answered is no answer of this node.
    private static bool IsAnswer(InterconnException exception) =>
        exception.GetType() == typeof(InterconnException) && exception.Code != InterconnCodes.Ok;

    private static bool IsGone(IncomingCall call, Exception exception) =>
        call.Http.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException;

    private async Task<int> RefuseAsync(IncomingCall call, Refusal refusal)
    {
        ServerLog.Refused(
            logger, call.Demand.Name, call.Headers.Source, call.RemoteAddress, refusal.Code, refusal.Reason, call.TraceId);
        InterconnDiagnostics.Refusals.Add(
            1,
            new KeyValuePair<string, object?>(InterconnDiagnostics.EndpointTag, call.Demand.Name),
            new KeyValuePair<string, object?>(InterconnDiagnostics.CodeTag, refusal.Code),
            new KeyValuePair<string, object?>(InterconnDiagnostics.NodeTag, node.NodeId));
        if (refusal.Closes)
        {
            call.Http.Response.Headers[HeaderNames.Connection] = "close";
        }

        return await AnswerAsync(call, refusal.Code, refusal.Field).ConfigureAwait(false);
    }

    private async Task<int> FailAsync(IncomingCall call, Exception exception, int code)
    {
        ServerLog.Failed(logger, exception, call.Demand.Name, call.Headers.Source, code, call.TraceId);
        return await AnswerAsync(call, code, field: null).ConfigureAwait(false);
    }

    private static async Task<int> AnswerAsync(IncomingCall call, int code, string? field)
    {
        if (call.Http.Response.HasStarted)
        {
            call.Http.Abort();
            return code;
        }

        // Only once the caller is known to be that partner: before, every stranger gets the same answer.
        bool alwaysOk = call.IsVerified && call.Partner!.Compatibility.AnswerWithHttp200;
        int status = alwaysOk ? StatusCodes.Status200OK : InterconnCodes.HttpStatusOf(code);
        try
        {
            await EnvelopeWriter.SendAsync(call.Http.Response, status, EnvelopeWriter.Failure(code, field), call.Http.RequestAborted)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (IsGone(call, exception))
        {
            // Nobody is left to hear it. Why the call failed is logged already, and one call is one event.
        }

        return code;
    }

    private void LogLate(Task? handling, string route) =>
        handling?.ContinueWith(
            task => ServerLog.FailedLate(logger, task.Exception!, route),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
}
