using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.GxbDes.Protocol;

/// <summary>An answer in success, without its envelope.</summary>
internal sealed class GxbDesReply(NeighbourCaller caller, NeighbourCall call, HttpAnswer answer, GxbDesEnvelope envelope)
{
    private const string InnerSuccess = "0";

    /// <summary>How many there are on all pages; null where the answer does not say.</summary>
    public long? Total => envelope.TotalNumber;

    /// <summary>What was answered, as it came.</summary>
    /// <exception cref="GxbDesProtocolException">There is nothing.</exception>
    public JsonElement Data => envelope.Data is { ValueKind: not JsonValueKind.Null } data ? data : throw Unreadable("has no data");

    /// <summary>Reads what was answered.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="spell">Changes the spelling of members into that of the type; null changes nothing.</param>
    /// <exception cref="GxbDesProtocolException">It is of another shape.</exception>
    public T Read<T>(JsonTypeInfo<T> type, Func<JsonElement, JsonElement>? spell = null)
        where T : class => Read(spell is null ? Data : spell(Data), type);

    /// <summary>Reads a list.</summary>
    /// <inheritdoc cref="Read{T}(JsonTypeInfo{T}, Func{JsonElement, JsonElement}?)"/>
    public IReadOnlyList<T> ReadList<T>(JsonTypeInfo<IReadOnlyList<T>> type, Func<JsonElement, JsonElement>? spell = null)
        where T : class => WithoutNull(Read(type, spell));

    /// <summary>Reads a list that has an envelope of its own within the other: there success is 0. Without the inner one it is read too.</summary>
    /// <exception cref="GxbDesAnswerException">The inner envelope is of failure.</exception>
    /// <exception cref="GxbDesProtocolException">It is of another shape.</exception>
    public IReadOnlyList<T> ReadInnerList<T>(JsonTypeInfo<IReadOnlyList<T>> type)
        where T : class
    {
        if (Data.ValueKind != JsonValueKind.Object)
        {
            return ReadList(type);
        }

        GxbDesEnvelope inner = Read(Data, GxbDesJson.Context.GxbDesEnvelope);
        string code = inner.CodeText ?? throw Unreadable("has data without code");
        if (code != InnerSuccess)
        {
            throw caller.Refused(call, answer, code, inner.MsgText);
        }

        return WithoutNull(Read(inner.Data ?? throw Unreadable("has no data in its data"), type));
    }

    /// <summary>The exception for an answer that is not what the document says.</summary>
    public Exception Unreadable(string what) => caller.Unreadable(call, answer, what);

    private T Read<T>(JsonElement data, JsonTypeInfo<T> type)
        where T : class => caller.Read(call, answer, JsonMarshal.GetRawUtf8Value(data), type);

    private IReadOnlyList<T> WithoutNull<T>(IReadOnlyList<T> list)
        where T : class => list.Any(static entry => entry is null) ? throw Unreadable("has null in its list") : list;
}
