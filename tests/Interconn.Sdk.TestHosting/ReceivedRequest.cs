using System.Text;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.TestHosting;

/// <summary>A request as it came over the socket to a <see cref="ScriptedPartner"/>.</summary>
public sealed record ReceivedRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>The value of a header that came at most once; null where it did not come.</summary>
    public string? this[string name] => Headers.SingleOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Whether the signature holds over what came, by the string to sign of <see cref="RequestDraft"/>.</summary>
    public bool IsSignedBy(ISigningKey key, string pathBase = "", bool isFixedWidth = false)
    {
        var draft = new RequestDraft { Method = Method, Target = Target, PathBase = pathBase, Body = Body };
        draft.Headers.AddRange(Headers.Select(header => new KeyValuePair<string, string>(header.Key.ToLowerInvariant(), header.Value)));
        byte[] signature = Convert.FromBase64String(this["x-auth-sign"] ?? "");
        if (isFixedWidth)
        {
            signature = ToDer(signature);
        }

        return key.PublicKey.Verify(draft.StringToSign(key.PublicKey.Algorithm.Id), signature) == SignatureVerdict.Valid;
    }

    // A second way from fixed width to DER, so that the SDK's own is held by it.
    private static byte[] ToDer(byte[] pair)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            int half = pair.Length / 2;
            writer.WriteInteger(new System.Numerics.BigInteger(pair.AsSpan(0, half), isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new System.Numerics.BigInteger(pair.AsSpan(half), isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }
}
