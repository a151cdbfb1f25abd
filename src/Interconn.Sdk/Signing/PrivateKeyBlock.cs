using System.Security.Cryptography;

namespace Interconn.Sdk.Signing;

/// <summary>
/// The one private key of a PEM text, taken out of it and not looked into. Its messages name where the text came from and what to do, never what is in it.
/// Disposing overwrites the bytes.
/// </summary>
internal sealed class PrivateKeyBlock : IDisposable
{
    public const string Pkcs8 = "PRIVATE KEY";
    public const string EncryptedPkcs8 = "ENCRYPTED PRIVATE KEY";
    public const string Pkcs1 = "RSA PRIVATE KEY";
    public const string Sec1 = "EC PRIVATE KEY";

    private readonly byte[] buffer;
    private readonly int length;

    private PrivateKeyBlock(string label, byte[] buffer, int length)
    {
        Label = label;
        this.buffer = buffer;
        this.length = length;
    }

    /// <summary>The label of the PEM block; it ends in <c>PRIVATE KEY</c>.</summary>
    public string Label { get; }

    public ReadOnlySpan<byte> Der => buffer.AsSpan(0, length);

    /// <exception cref="CryptographicException">There is no key in the text, more than one, or one that is not base64.</exception>
    public static PrivateKeyBlock FindOnly(ReadOnlySpan<char> pem, string origin)
    {
        string? found = null;
        ReadOnlySpan<char> base64 = default;
        while (PemEncoding.TryFind(pem, out PemFields fields))
        {
            ReadOnlySpan<char> label = pem[fields.Label];
            if (label.EndsWith(Pkcs8, StringComparison.Ordinal))
            {
                if (found is not null)
                {
                    throw new CryptographicException($"There is more than one private key in {origin}. Keep one.");
                }

                found = label.ToString();
                base64 = pem[fields.Base64Data];
            }

            pem = pem[fields.Location.End..];
        }

        return found is not null ? Decode(found, base64, origin) : throw new CryptographicException(
            $"There is no private key in {origin}. Expected is a PEM block '{Pkcs8}', '{EncryptedPkcs8}', '{Pkcs1}' or '{Sec1}'. "
            + "A key in another form is converted by 'openssl pkcs8 -topk8'.");
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(buffer);

    private static PrivateKeyBlock Decode(string label, ReadOnlySpan<char> base64, string origin)
    {
        byte[] der = new byte[base64.Length];
        return Convert.TryFromBase64Chars(base64, der, out int length)
            ? new PrivateKeyBlock(label, der, length)
            : throw new CryptographicException($"The private key in {origin} is not base64.");
    }
}
