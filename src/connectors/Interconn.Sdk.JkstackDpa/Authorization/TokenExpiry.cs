using System.Buffers.Text;
using System.Text.Json;

namespace Interconn.Sdk.JkstackDpa.Authorization;

/// <summary>Reads when a token ends, if it is a JWT. A token that is none, or a damaged one, is as good as any other: the platform decides.</summary>
internal static class TokenExpiry
{
    private const int MaxDepth = 16;
    private static readonly long LatestSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The end of the token; null where it cannot be read.</summary>
    public static DateTimeOffset? TryRead(string? token)
    {
        if (token?.Split('.') is not [_, string payload, _])
        {
            return null;
        }

        try
        {
            JsonElement claims = JsonElement.Parse(Base64Url.DecodeFromChars(payload), new JsonDocumentOptions { MaxDepth = MaxDepth });
            return claims.ValueKind == JsonValueKind.Object
                && claims.TryGetProperty("exp", out JsonElement exp)
                && exp.ValueKind == JsonValueKind.Number
                && exp.TryGetDouble(out double seconds)
                && seconds >= 0
                && seconds <= LatestSecond
                    ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                    : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }
}
