using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Interconn.Sdk.Permits;

/// <summary>
/// The header of a token: exactly <c>alg</c>, <c>kid</c> and <c>typ</c>. A further member is refused, whether it is <c>crit</c>, a key of the sender's
/// own (<c>jwk</c>, <c>jku</c>, <c>x5c</c>) or anything else, since this node writes none.
/// </summary>
internal sealed record JwsPermitHeader(string Algorithm, string KeyId)
{
    private const string JsonWebTokenType = "JWT";

    public ReadOnlyMemory<byte> Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("alg", Algorithm);
            writer.WriteString("kid", KeyId);
            writer.WriteString("typ", JsonWebTokenType);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static bool TryRead(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out JwsPermitHeader? header)
    {
        header = FlatJsonObject.TryRead(json, out FlatJsonObject? members) &&
            members.TryTakeString("alg", out string? algorithm) &&
            members.TryTakeString("kid", out string? keyId) &&
            members.TryTakeString("typ", out string? type) &&
            type == JsonWebTokenType &&
            members.IsEmpty
            ? new JwsPermitHeader(algorithm, keyId)
            : null;
        return header is not null;
    }
}
