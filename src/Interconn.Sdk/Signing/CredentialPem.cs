using System.Security.Cryptography;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Signing;

/// <summary>Takes the text of <c>auth_credential</c> apart into DER, without looking into the DER.</summary>
internal static class CredentialPem
{
    public const string PublicKeyLabel = "PUBLIC KEY";
    public const string CertificateLabel = "CERTIFICATE";

    private const string BeginMark = "-----BEGIN";
    private const string PrivateMark = "PRIVATE KEY-----";

    /// <summary>Reads blocks that all have one label, or one bare base64 text.</summary>
    /// <exception cref="InterconnException">40004 for <c>auth_credential</c>.</exception>
    public static IReadOnlyList<byte[]> Read(string credential, string label, int maxBlocks)
    {
        if (credential.Length is 0 or > FieldRules.MaxCredentialLength)
        {
            throw Refuse($"must have 1 to {FieldRules.MaxCredentialLength} characters.");
        }

        if (credential.Contains(PrivateMark, StringComparison.OrdinalIgnoreCase))
        {
            throw Refuse("is a private key. Send the public key, and treat the private one as known to others.");
        }

        return credential.Contains(BeginMark, StringComparison.Ordinal) ? ReadBlocks(credential, label, maxBlocks) : [Decode(credential)];
    }

    private static List<byte[]> ReadBlocks(ReadOnlySpan<char> text, string label, int maxBlocks)
    {
        var blocks = new List<byte[]>();
        while (PemEncoding.TryFind(text, out PemFields fields))
        {
            // What stands between blocks is skipped by PEM readers, each in its own way; so nothing may.
            if (!text[..fields.Location.Start.GetOffset(text.Length)].IsWhiteSpace())
            {
                break;
            }

            if (!text[fields.Label].SequenceEqual(label))
            {
                throw Refuse($"has a PEM block of another kind than '{label}', which auth_type says.");
            }

            if (blocks.Count == maxBlocks)
            {
                throw Refuse($"has more than {maxBlocks} PEM block(s).");
            }

            blocks.Add(Decode(text[fields.Base64Data]));
            text = text[fields.Location.End..];
        }

        return text.IsWhiteSpace() && blocks.Count > 0 ? blocks : throw Refuse("has something that is no PEM block.");
    }

    private static byte[] Decode(ReadOnlySpan<char> base64)
    {
        byte[] buffer = new byte[base64.Length];
        return Convert.TryFromBase64Chars(base64, buffer, out int length) && length > 0
            ? buffer[..length]
            : throw Refuse("is neither PEM nor base64.");
    }

    private static InterconnException Refuse(string rule) => InterconnException.ForField("auth_credential", rule);
}
