using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Interconn.Sdk.Permits;

/// <summary>
/// The claims of a token as JSON. A claim that is not known is refused: it could be a restriction that this version would not keep.
/// </summary>
internal static class JwsPermitPayload
{
    // The last second that a date can name.
    private const long MaxUnixSeconds = 253_402_300_799;

    // The bytes are signed and base64url-encoded, never put into a page: Chinese ids stay short.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(PermitClaims claims)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("iss", claims.HolderNodeId);
            writer.WriteString("aud", claims.HolderNodeId);
            writer.WriteString("sub", claims.UserNodeId);
            writer.WriteString("jti", claims.PermitId);
            writer.WriteNumber("iat", claims.IssuedAt.ToUnixTimeSeconds());
            if (claims.TimeLimit is { } timeLimit)
            {
                writer.WriteNumber("exp", timeLimit.ToUnixTimeSeconds());
            }

            writer.WriteString("rtype", claims.ResourceType.Value);
            writer.WriteString("rid", claims.ResourceId);
            writer.WriteNumber("rlvl", claims.Level);
            writer.WriteString("rinst", claims.HolderInstId);
            writer.WriteString("sinst", claims.UserInstId);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static bool TryRead(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out PermitClaims? claims)
    {
        claims = null;
        if (!FlatJsonObject.TryRead(json, out FlatJsonObject? members) ||
            !members.TryTakeString("iss", out string? issuer) ||
            !members.TryTakeString("aud", out string? audience) ||
            issuer != audience ||
            !members.TryTakeString("sub", out string? subject) ||
            !members.TryTakeString("jti", out string? permitId) ||
            !members.TryTakeNumber("iat", 0, MaxUnixSeconds, out long issuedAt) ||
            !members.TryTakeString("rtype", out string? resourceType) ||
            !members.TryTakeString("rid", out string? resourceId) ||
            !members.TryTakeNumber("rlvl", int.MinValue, int.MaxValue, out long level) ||
            !members.TryTakeString("rinst", out string? holderInstId) ||
            !members.TryTakeString("sinst", out string? userInstId))
        {
            return false;
        }

        DateTimeOffset? timeLimit = null;
        if (members.TryTakeNumber("exp", 0, MaxUnixSeconds, out long expires))
        {
            timeLimit = DateTimeOffset.FromUnixTimeSeconds(expires);
        }

        // An exp that is there and no such number is left over, and refused here with whatever else is.
        if (!members.IsEmpty)
        {
            return false;
        }

        claims = new PermitClaims
        {
            PermitId = permitId,
            HolderNodeId = issuer,
            HolderInstId = holderInstId,
            UserNodeId = subject,
            UserInstId = userInstId,
            ResourceType = new ResourceType(resourceType),
            ResourceId = resourceId,
            Level = (int)level,
            IssuedAt = DateTimeOffset.FromUnixTimeSeconds(issuedAt),
            TimeLimit = timeLimit,
        };
        return true;
    }
}
