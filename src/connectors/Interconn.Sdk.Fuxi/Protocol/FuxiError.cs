using System.Text;
using System.Text.Json;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Fuxi.Protocol;

/// <summary>What an answer of failure says. The document has no form for it; its server has two, and before it stand others.</summary>
/// <param name="Code">Its code, or null.</param>
/// <param name="Msg">Its text, or null.</param>
internal sealed record FuxiError(string? Code, string? Msg)
{
    /// <summary>Reads one of the server's own; null where the answer is none.</summary>
    public static FuxiError? TryRead(HttpAnswer answer)
    {
        if (!answer.IsJson || NeighbourJson.TryReadObject(answer) is not JsonElement root || !root.TryGetProperty("error", out JsonElement error))
        {
            return null;
        }

        FuxiError read = error.ValueKind == JsonValueKind.Object
            ? new FuxiError(NeighbourJson.TextOf(error, "code"), Join(error, "message", "reason"))
            : new FuxiError(NeighbourJson.TextOf(root, "error"), Join(root, "error_description", "error_hint", "error_debug"));
        return read is { Code: null, Msg: null } ? null : read;
    }

    /// <summary>Reads it, as text where it has no form.</summary>
    public static FuxiError Read(HttpAnswer answer) =>
        TryRead(answer) ?? new FuxiError(null, answer.Body is { IsEmpty: false } body ? Encoding.UTF8.GetString(body.Span) : null);

    // The first is often the same for every failure, and the second says which it was.
    private static string? Join(JsonElement element, params string[] names)
    {
        string[] texts = [.. names.Select(name => NeighbourJson.TextOf(element, name)).OfType<string>().Where(static text => text.Length > 0)];
        return texts.Length == 0 ? null : string.Join(' ', texts);
    }
}
