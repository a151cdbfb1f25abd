using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Diagnostics;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Neighbours;

/// <summary>Sends the calls of one system's client, and makes the exceptions of those that do not succeed.</summary>
internal sealed class NeighbourCaller(NeighbourServices services, NeighbourLimits limits)
{
    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");

    public TimeProvider TimeProvider => services.TimeProvider;

    /// <summary>Sends a call and gives the answer, whatever its status.</summary>
    /// <exception cref="Exception">No answer came: the family's exception for that.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<HttpAnswer> SendAsync(NeighbourCall call, CancellationToken cancellationToken)
    {
        using Activity? activity = InterconnDiagnostics.Source.StartActivity($"{services.System} {call.Endpoint.Section}", ActivityKind.Client);
        activity?.SetTag(InterconnDiagnostics.SystemTag, services.System).SetTag(InterconnDiagnostics.EndpointTag, call.Endpoint.Section);
        long start = TimeProvider.GetTimestamp();
        HttpAnswer? answer = null;
        try
        {
            answer = await TimedCall.RunAsync(
                limits.CallTimeout, TimeProvider, token => ExchangeAsync(call, token), (how, cause) => Unanswered(call, how, cause), cancellationToken).ConfigureAwait(false);
            return answer;
        }
        finally
        {
            double seconds = TimeProvider.GetElapsedTime(start).TotalSeconds;
            int? status = answer?.Status;
            activity?.SetTag(InterconnDiagnostics.StatusTag, status).SetStatus(answer?.IsSuccess == true ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
            InterconnDiagnostics.NeighbourDuration.Record(
                seconds,
                new KeyValuePair<string, object?>(InterconnDiagnostics.SystemTag, services.System),
                new KeyValuePair<string, object?>(InterconnDiagnostics.EndpointTag, call.Endpoint.Section),
                new KeyValuePair<string, object?>(InterconnDiagnostics.StatusTag, status));
            NeighbourLog.Called(services.Logger, call.Endpoint, services.System, status, seconds);
        }
    }

    /// <summary>Reads the JSON of an answer that the system gave in success.</summary>
    /// <exception cref="Exception">It cannot be read: the family's exception for that.</exception>
    public T Read<T>(NeighbourCall call, HttpAnswer answer, JsonTypeInfo<T> type)
        where T : class
    {
        if (!answer.IsJson)
        {
            throw Unreadable(call, answer, $"is not JSON but {ForeignText.Clean(answer.MediaType ?? "of a type that cannot be read")}");
        }

        return Read(call, answer, RequireBody(call, answer).Span, type);
    }

    /// <summary>Reads JSON that stands within an answer.</summary>
    /// <exception cref="Exception">It cannot be read: the family's exception for that.</exception>
    public T Read<T>(NeighbourCall call, HttpAnswer answer, ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return NeighbourJson.Read(json, type);
        }
        catch (NeighbourJsonException exception)
        {
            throw Unreadable(call, answer, exception.Message, exception.InnerException);
        }
    }

    /// <summary>The bytes of an answer.</summary>
    /// <exception cref="Exception">There are too many: the family's exception for that.</exception>
    public ReadOnlyMemory<byte> RequireBody(NeighbourCall call, HttpAnswer answer) =>
        answer.Body ?? throw Unreadable(call, answer, $"is larger than {limits.MaxAnswer} bytes (MaxAnswer)");

    /// <summary>The exception for an answer of failure, with its code and text where it has them.</summary>
    public Exception Refused(NeighbourCall call, HttpAnswer answer, string? code, string? msg, string? advice = null)
    {
        string? cleanCode = code is null ? null : Clean(call, code);
        string? cleanMsg = msg is null ? null : Clean(call, msg);
        string message = $"{call.Endpoint} at {services.System} was refused: HTTP {answer.Status}"
            + (cleanCode is null ? "" : $", code {cleanCode}")
            + (cleanMsg is null ? "." : $", '{cleanMsg}'.")
            + (advice is null ? "" : " " + advice);
        return services.Failures.Refused(new NeighbourFailure(message, call.Endpoint.ToString(), answer.Status, cleanCode, cleanMsg));
    }

    /// <summary>The exception for an answer that is not what the system's document says.</summary>
    public Exception Unreadable(NeighbourCall call, HttpAnswer answer, string what, Exception? cause = null) =>
        services.Failures.Unreadable(new NeighbourFailure(
            $"The answer of {services.System} to {call.Endpoint} {what} (HTTP {answer.Status}).", call.Endpoint.ToString(), answer.Status, Cause: Fit(call, cause)));

    /// <summary>The exception for an answer that leads elsewhere.</summary>
    public Exception Redirected(NeighbourCall call, HttpAnswer answer) =>
        Unreadable(call, answer, "leads to another address, which is not followed: credentials would go there. Configure the address at which the system answers");

    private async Task<HttpAnswer> ExchangeAsync(NeighbourCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Endpoint.Method, new Uri(AddressForm.Base(call.Address) + call.Target));
        request.Options.Set(NeighbourCall.Key, call);
        request.Headers.Accept.Add(Json);
        if (call.Authorization is string authorization)
        {
            // Kept to visible characters when the call was made.
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (call.Body is byte[] body)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(call.MediaType);
        }

        using HttpClient client = services.HttpClients.CreateClient(services.HttpClientName);
        return await HttpExchange.SendAsync(client, request, limits.MaxAnswer, cancellationToken).ConfigureAwait(false);
    }

    private Exception Unanswered(NeighbourCall call, string how, Exception cause) =>
        services.Failures.Unanswered(new NeighbourFailure(
            $"{call.Endpoint} at {services.System} failed: {Clean(call, how)}.", call.Endpoint.ToString(), Cause: Fit(call, cause)));

    private static Exception? Fit(NeighbourCall call, Exception? cause) => ForeignText.FitCause(cause, text => NeighbourSecrets.Remove(call, text) == text);

    private static string Clean(NeighbourCall call, string text) => ForeignText.Clean(NeighbourSecrets.Remove(call, text));
}
