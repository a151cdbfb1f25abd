using System.Text.Json;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Client;

/// <summary>Reads the envelope <c>{"code":…,"msg":…,"data":…}</c> of a partner's answer.</summary>
internal readonly ref struct EnvelopeReader
{
    private EnvelopeReader(int code, string? msg, ReadOnlySpan<byte> data)
    {
        Code = code;
        Msg = msg;
        Data = data;
    }

    public int Code { get; }

    /// <summary>The partner's text, cut and freed of control characters: it goes into exceptions and logs.</summary>
    public string? Msg { get; }

    /// <summary>The JSON of <c>data</c>; empty where it is absent or null.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Whether these are, to the byte, the answer of this library where the standard defines no data: what most answers are needs no reading then.</summary>
    public static bool IsEmptySuccess(ReadOnlySpan<byte> json) => json.SequenceEqual("""{"code":0,"msg":"success","data":{}}"""u8);

    public static bool TryRead(ReadOnlySpan<byte> json, PartnerCompatibility compatibility, out EnvelopeReader envelope)
    {
        envelope = default;
        if (!JsonScan.IsAnswer(json))
        {
            return false;
        }

        int? code = null;
        string? msg = null;
        ReadOnlySpan<byte> data = default;
        bool hasData = false;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(EnvelopeNames.Code))
            {
                reader.Read();
                if (code is not null || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int value))
                {
                    return false;
                }

                code = value;
            }
            else if (reader.ValueTextEquals(EnvelopeNames.Data))
            {
                reader.Read();
                if (hasData)
                {
                    return false;
                }

                hasData = true;
                bool isNull = reader.TokenType == JsonTokenType.Null;
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                data = isNull ? default : json[start..(int)reader.BytesConsumed];
            }
            else if (reader.ValueTextEquals(EnvelopeNames.Msg) || (compatibility.MessageForMsg && reader.ValueTextEquals("message"u8)))
            {
                reader.Read();
                if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
                {
                    return false;
                }

                msg = reader.GetString() is string text ? ForeignText.Clean(text) : msg;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (code is null)
        {
            return false;
        }

        envelope = new EnvelopeReader(code.Value, msg, data);
        return true;
    }

    /// <summary>Reads the data. Null where there is none and none is needed to be an answer.</summary>
    /// <exception cref="JsonException">The data is missing or of the wrong shape.</exception>
    public TResponse ReadData<TRequest, TResponse>(TypedEndpoint<TRequest, TResponse> endpoint, TRequest request, PartnerCompatibility compatibility)
        where TRequest : class
        where TResponse : class
    {
        ReadOnlySpan<byte> data = Data;
        if (data.IsEmpty)
        {
            if (!endpoint.AnswersData)
            {
                data = "{}"u8;
            }
            else if (compatibility.EmptyListWithoutData && request is IPagedRequest)
            {
                data = """{"records":[],"total":0}"""u8;
            }
            else
            {
                throw new JsonException("The member 'data' is missing.");
            }
        }

        return JsonSerializer.Deserialize(data, endpoint.Response) ?? throw new JsonException("The member 'data' is null.");
    }
}
