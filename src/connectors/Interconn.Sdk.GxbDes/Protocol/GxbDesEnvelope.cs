using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.GxbDes.Protocol;

/// <summary>What is around every answer. Its members are read whatever they are: the code is a number here and a text in other parts of the same product.</summary>
internal sealed record GxbDesEnvelope
{
    public const string CodeMember = "code";
    public const string MsgMember = "msg";

    [JsonPropertyName(CodeMember)]
    [JsonConverter(typeof(FreeElementConverter))]
    public JsonElement? Code { get; init; }

    [JsonPropertyName(MsgMember)]
    [JsonConverter(typeof(FreeElementConverter))]
    public JsonElement? Msg { get; init; }

    [JsonPropertyName("data")]
    [JsonConverter(typeof(FreeElementConverter))]
    public JsonElement? Data { get; init; }

    [JsonPropertyName("total")]
    [JsonConverter(typeof(FreeElementConverter))]
    public JsonElement? Total { get; init; }

    [JsonIgnore]
    public string? CodeText => TextOf(Code);

    [JsonIgnore]
    public string? MsgText => TextOf(Msg);

    /// <summary>How many there are; null where the answer does not say.</summary>
    [JsonIgnore]
    public long? TotalNumber => long.TryParse(TextOf(Total), NumberStyles.None, CultureInfo.InvariantCulture, out long total) ? total : null;

    private static string? TextOf(JsonElement? member) => member?.ValueKind switch
    {
        JsonValueKind.String => member.Value.GetString(),
        JsonValueKind.Number => member.Value.GetRawText(),
        _ => null,
    };
}
