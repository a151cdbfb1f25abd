using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interconn.Sdk.Emulators.Hosting;

namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>An answer in its envelope, whose form differs between the parts of the document.</summary>
internal sealed class MarketAnswer
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly int status;
    private readonly JsonObject envelope;

    private MarketAnswer(int status, JsonObject envelope)
    {
        this.status = status;
        this.envelope = envelope;
    }

    /// <summary>Success, as 3.1.1 to 3.1.11 print it.</summary>
    public static MarketAnswer Success(JsonNode? data = null)
    {
        var envelope = new JsonObject { ["code"] = 1, ["msg"] = "成功" };
        if (data is not null)
        {
            envelope["data"] = data;
        }

        return new MarketAnswer(200, envelope);
    }

    /// <summary>A page, as 3.1.8 and 3.1.10 print it.</summary>
    public static MarketAnswer Page(JsonArray data, int total) =>
        new(200, new JsonObject { ["code"] = 1, ["msg"] = "成功", ["total"] = total, ["data"] = data });

    /// <summary>Success, as 3.1.12 to 3.1.17 print it.</summary>
    public static MarketAnswer Report(JsonNode? data) => new(200, new JsonObject { ["code"] = 1, ["msg"] = "", ["data"] = data, ["total"] = null });

    /// <summary>Failure.</summary>
    public static MarketAnswer Refused(string code, string msg) => new(200, new JsonObject { ["code"] = code, ["msg"] = msg });

    /// <summary>Failure of a request that is none.</summary>
    public static MarketAnswer Unreadable() => new(400, new JsonObject { ["code"] = MarketCodes.InvalidParams, ["msg"] = "参数错误" });

    /// <summary>Sends it.</summary>
    public Task SendAsync(EmulatedRequest request)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            envelope.WriteTo(writer);
        }

        return request.RawJsonAsync(status, Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }
}
