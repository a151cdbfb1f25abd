using System.Text;
using System.Text.Json.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Operations;

/// <summary>The envelope that every answer has (section 2.3).</summary>
internal static class Envelope
{
    private static readonly string Code = Encoding.UTF8.GetString(EnvelopeNames.Code);

    private static readonly string Msg = Encoding.UTF8.GetString(EnvelopeNames.Msg);

    private static readonly string Data = Encoding.UTF8.GetString(EnvelopeNames.Data);

    public static JsonObject Of(string description, JsonObject code, JsonObject data, bool requiresData) => new()
    {
        ["type"] = "object",
        ["description"] = description,
        ["required"] = requiresData ? new JsonArray(Code, Msg, Data) : new JsonArray(Code, Msg),
        ["properties"] = new JsonObject
        {
            [Code] = code,
            [Msg] = new JsonObject { ["type"] = "string", ["description"] = "A text about the code. It never repeats a value of the request." },
            [Data] = data,
        },
    };

    public static JsonObject Example(int code, JsonObject data) => new()
    {
        [Code] = code,
        [Msg] = InterconnCodes.TextOf(code),
        [Data] = data,
    };
}
