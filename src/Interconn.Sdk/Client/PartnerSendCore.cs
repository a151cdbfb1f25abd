using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Interconn.Sdk.Diagnostics;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Transport;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Client;

/// <summary>Sends requests to one partner: checks the fields, serialises once, sends, retries once on 401, reads the envelope.</summary>
internal sealed class PartnerSendCore(PartnerRoute route) : ISendCore
{
    private const int Attempts = 2;

    public async Task<TResponse> SendAsync<TRequest, TResponse>(
        TypedEndpoint<TRequest, TResponse> endpoint, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TResponse : class
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireFieldRules(endpoint, request);
        using Activity? activity = InterconnDiagnostics.Source.HasListeners()
            ? InterconnDiagnostics.Source.StartActivity("interconn " + endpoint.Section, ActivityKind.Client)
            : null;
        long? start = IsTimed ? route.TimeProvider.GetTimestamp() : null;
        int code = InterconnCodes.Unavailable;
        OutgoingCall? call = null;
        using TimeLimit time = route.TimeLimits.Start(route.Options.CallTimeout, cancellationToken);
        try
        {
            bool isSigned = endpoint.Signature != SignatureDemand.None || route.Options.NodeQueryDemandsContract;
            call = await route.PrepareAsync(isSigned, time.Token).ConfigureAwait(false);
            activity?.SetTag(InterconnDiagnostics.EndpointTag, endpoint.Section)
                .SetTag(InterconnDiagnostics.NodeTag, route.NodeId)
                .SetTag(InterconnDiagnostics.PartnerTag, call.PartnerNodeId)
                .SetTag(InterconnDiagnostics.TraceIdTag, call.TraceId);
            bool isGet = endpoint.Method == HttpMethod.Get.Method;
            Uri uri = isGet
                ? new Uri(AddressForm.Base(call.Address) + endpoint.Path + QueryWriter.Write(request, endpoint.Request))
                : route.TargetOf(endpoint, call.Address);
            byte[]? body = isGet ? null : JsonSerializer.SerializeToUtf8Bytes(request, endpoint.Request);
            for (int attempt = 1; ; attempt++)
            {
                PartnerHttpClient client = route.HttpFor(call);
                using HttpRequestMessage message = client.NewRequest(isGet ? HttpMethod.Get : HttpMethod.Post, uri);
                message.Options.Set(OutgoingCall.Key, call);
                message.Content = body is null ? null : new SignedJsonContent(body);

                // Sent and read here and not a method further down: each that waits costs a call its own record of where it stands.
                using HttpResponseMessage response = await client.SendAsync(message, time.Token).ConfigureAwait(false);
                HttpAnswer answer = HttpExchange.AnswerOf(
                    response, await BoundedReader.ReadAsync(response.Content, route.Options.MaxAnswer, time.Token).ConfigureAwait(false));
                ReadOnlyMemory<byte> bytes = answer.Body
                    ?? throw Unreadable(endpoint, call, answer, $"is larger than {route.Options.MaxAnswer} bytes (MaxAnswer)");
                if (TryRead(endpoint, request, call, answer, bytes.Span, attempt < Attempts, out TResponse? read))
                {
                    code = InterconnCodes.Ok;
                    return read!;
                }
            }
        }
        catch (InterconnException exception)
        {
            code = exception.Code;
            activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            throw;
        }
        catch (Exception exception) when (time.TellsOf(exception, out string? how))
        {
            if (how is null)
            {
                throw time.Cancelled(exception);
            }

            activity?.SetStatus(ActivityStatusCode.Error, nameof(InterconnTransportException));
            throw route.Unanswered(endpoint.ToString(), call, how, exception);
        }
        finally
        {
            Record(endpoint, call, code, start);
        }
    }

    private bool IsTimed => InterconnDiagnostics.ClientDuration.Enabled || route.Logger.IsEnabled(LogLevel.Debug);

    private void Record(InterconnEndpoint endpoint, OutgoingCall? call, int code, long? start)
    {
        if (start is null)
        {
            return;
        }

        double seconds = route.TimeProvider.GetElapsedTime(start.Value).TotalSeconds;
        if (InterconnDiagnostics.ClientDuration.Enabled)
        {
            InterconnDiagnostics.ClientDuration.Record(
                seconds,
                new KeyValuePair<string, object?>(InterconnDiagnostics.EndpointTag, endpoint.Section),
                new KeyValuePair<string, object?>(InterconnDiagnostics.CodeTag, code),
                new KeyValuePair<string, object?>(InterconnDiagnostics.NodeTag, route.NodeId));
        }

        ClientLog.Called(route.Logger, endpoint, route.PartnerNodeId, call?.TraceId, code, seconds);
    }

    private void RequireFieldRules(InterconnEndpoint endpoint, object request)
    {
        try
        {
            (request as IFieldRules)?.Check();
        }
        catch (InterconnException exception)
        {
            throw new InterconnRequestException($"{endpoint} was not sent to {route.PartnerNodeId}. {exception.Message}")
            {
                Field = exception.Field,
                Endpoint = endpoint.ToString(),
                PartnerNodeId = route.PartnerNodeId,
            };
        }
    }

    /// <summary>Reads an answer; false asks for another attempt.</summary>
    private static bool TryRead<TRequest, TResponse>(
        TypedEndpoint<TRequest, TResponse> endpoint,
        TRequest request,
        OutgoingCall call,
        HttpAnswer answer,
        ReadOnlySpan<byte> bytes,
        bool mayRetry,
        out TResponse? response)
        where TRequest : class
        where TResponse : class
    {
        response = null;
        if (answer.IsSuccess && answer.IsJson && EnvelopeReader.IsEmptySuccess(bytes) && NoData.Instance is TResponse nothing)
        {
            response = nothing;
            return true;
        }

        EnvelopeReader envelope = default;
        bool isEnvelope = answer.IsJson && EnvelopeReader.TryRead(bytes, call.Compatibility, out envelope);
        int status = answer.Status;
        bool isSuccess = isEnvelope
            && answer.IsSuccess
            && (envelope.Code == InterconnCodes.Ok || (call.Compatibility.Code200IsSuccess && envelope.Code == 200));
        if (!isSuccess)
        {
            int effective = status == (int)HttpStatusCode.OK && isEnvelope ? envelope.Code / 100 : status;
            if (mayRetry && effective == (int)HttpStatusCode.Unauthorized)
            {
                return false;
            }

            throw isEnvelope && envelope.Code != InterconnCodes.Ok
                ? Refused(endpoint, call, answer, envelope.Code, envelope.Msg)
                : Unreadable(
                    endpoint,
                    call,
                    answer,
                    isEnvelope ? "has code 0 under an HTTP status of failure"
                    : answer.IsJson ? "is no envelope of the protocol"
                    : "is not of type application/json");
        }

        try
        {
            response = envelope.ReadData(endpoint, request, call.Compatibility);
            return true;
        }
        catch (JsonException exception)
        {
            // The path names members that the partner spelled; the values stay out.
            throw Unreadable(endpoint, call, answer, $"has data of the wrong shape at '{ForeignText.Clean(exception.Path ?? "data")}'", exception);
        }
    }

    private static InterconnAnswerException Refused(InterconnEndpoint endpoint, OutgoingCall call, HttpAnswer answer, int code, string? msg) =>
        new(code, $"{endpoint} at {call.PartnerNodeId} answered {code} '{msg}' (trace {call.TraceId}).")
        {
            Msg = msg,
            TraceId = call.TraceId,
            Endpoint = endpoint.ToString(),
            PartnerNodeId = call.PartnerNodeId,
            HttpStatus = answer.Status,
        };

    private static InterconnProtocolException Unreadable(
        InterconnEndpoint endpoint, OutgoingCall call, HttpAnswer answer, string what, Exception? cause = null) =>
        new($"The answer of {call.PartnerNodeId} to {endpoint} {what} (HTTP {answer.Status}, trace {call.TraceId}).", ForeignText.FitCause(cause))
        {
            TraceId = call.TraceId,
            Endpoint = endpoint.ToString(),
            PartnerNodeId = call.PartnerNodeId,
            HttpStatus = answer.Status,
        };
}
