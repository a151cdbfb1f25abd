using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Serialization;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.JkstackDpa.Protocol;

/// <summary>An answer of the platform with its envelope read. Success is HTTP 200 and code 200: either of them may be the one that says otherwise.</summary>
internal sealed class DpaAnswer
{
    private const int Success = 200;
    private const string LoginRequired = "401";
    private readonly NeighbourCaller caller;
    private readonly NeighbourCall call;
    private readonly HttpAnswer answer;
    private readonly string? code;
    private readonly string? message;
    private readonly JsonElement data;

    private DpaAnswer(NeighbourCaller caller, NeighbourCall call, HttpAnswer answer)
    {
        this.caller = caller;
        this.call = call;
        this.answer = answer;
        if (answer.IsSuccess)
        {
            DpaEnvelope envelope = caller.Read(call, answer, JkstackDpaJson.Context.DpaEnvelope);
            code = envelope.Code?.ToString(CultureInfo.InvariantCulture) ?? throw Unreadable("has no code");
            (message, data) = (envelope.Message, envelope.Data);
            IsSuccess = envelope.Code == Success;
        }
        else if (answer.IsJson && NeighbourJson.TryReadObject(answer) is JsonElement root)
        {
            code = NeighbourJson.TextOf(root, "code");
            message = NeighbourJson.TextOf(root, "message");
        }
    }

    public bool IsSuccess { get; }

    public int Status => answer.Status;

    /// <summary>Whether it was refused for who called, and not for what was asked.</summary>
    public bool IsTokenRefused => !IsSuccess && (answer.Status is 401 or 403 || code is LoginRequired or JkstackDpaCodes.AuthenticationFailed);

    /// <summary>Sends a call and reads the envelope of its answer.</summary>
    /// <exception cref="JkstackDpaProtocolException">It has none, or leads elsewhere.</exception>
    /// <exception cref="JkstackDpaTransportException">No answer came.</exception>
    public static async Task<DpaAnswer> SendAsync(NeighbourCaller caller, NeighbourCall call, CancellationToken cancellationToken)
    {
        HttpAnswer answer = await caller.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return answer.IsRedirect ? throw caller.Redirected(call, answer) : new DpaAnswer(caller, call, answer);
    }

    /// <summary>The data of a success.</summary>
    /// <exception cref="JkstackDpaAnswerException">It is none.</exception>
    /// <exception cref="JkstackDpaProtocolException">It has none, or of another shape.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        RequireSuccess();
        return data.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? throw Unreadable("has no data") : ReadData(type);
    }

    /// <summary>The data of a success that is a list. A platform that has nothing to list may leave it out.</summary>
    /// <exception cref="JkstackDpaAnswerException">It is no success.</exception>
    /// <exception cref="JkstackDpaProtocolException">It is of another shape.</exception>
    public IReadOnlyList<T> ReadList<T>(JsonTypeInfo<IReadOnlyList<T>> type)
        where T : class
    {
        RequireSuccess();
        return data.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? [] : WithoutNull(ReadData(type));
    }

    /// <summary>A list of the answer, once it was looked through.</summary>
    /// <exception cref="JkstackDpaProtocolException">It holds null.</exception>
    public IReadOnlyList<T> WithoutNull<T>(IReadOnlyList<T>? list)
        where T : class
    {
        try
        {
            ListEntries.RefuseNull(list);
            return list ?? [];
        }
        catch (JsonException exception)
        {
            throw Unreadable("has a list that holds null", exception);
        }
    }

    /// <summary>The exception for what was refused.</summary>
    public Exception Refused(string? advice = null) => caller.Refused(call, answer, code, message, advice);

    /// <summary>The exception for what cannot be read; <paramref name="what"/> ends the sentence "The answer …".</summary>
    public Exception Unreadable(string what, Exception? cause = null) => caller.Unreadable(call, answer, what, cause);

    private void RequireSuccess()
    {
        if (!IsSuccess)
        {
            throw Refused();
        }
    }

    private T ReadData<T>(JsonTypeInfo<T> type)
        where T : class => caller.Read(call, answer, JsonMarshal.GetRawUtf8Value(data), type);
}
