using System.Security.Cryptography;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Signing;

/// <summary>Reads the one private key of a PEM text. Its messages name where the text came from and what to do, never what is in it.</summary>
internal static class PrivateKeyPem
{
    /// <summary>The size up to which a file is read: an RSA key of 16,384 bits has about 13 KiB.</summary>
    public const int MaxLength = 64 * 1024;

    private const string Pkcs8 = "PRIVATE KEY";
    private const string EncryptedPkcs8 = "ENCRYPTED PRIVATE KEY";
    private const string Pkcs1 = "RSA PRIVATE KEY";
    private const string Sec1 = "EC PRIVATE KEY";

    public static PrivateKeyOperations Read(ReadOnlySpan<char> pem, ReadOnlySpan<char> password, string origin)
    {
        string label = FindOnlyKey(pem, origin, out Range base64);
        byte[] der = new byte[pem[base64].Length];
        try
        {
            if (!Convert.TryFromBase64Chars(pem[base64], der, out int length))
            {
                throw new CryptographicException($"The private key in {origin} is not base64.");
            }

            using AsymmetricAlgorithm key = Import(label, der.AsSpan(0, length), password, origin);
            return PrivateKeyOperations.From(key);
        }
        catch (InterconnException refused)
        {
            throw new CryptographicException(
                $"The private key in {origin} cannot be used: {refused.Message} Take RSA of {Sha256RsaAlgorithm.MinBits} to "
                + $"{Sha256RsaAlgorithm.MaxBits} bits or EC on P-256.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static string FindOnlyKey(ReadOnlySpan<char> pem, string origin, out Range base64)
    {
        string? found = null;
        base64 = default;
        int offset = 0;
        while (PemEncoding.TryFind(pem[offset..], out PemFields fields))
        {
            ReadOnlySpan<char> label = pem[offset..][fields.Label];
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            {
                if (found is not null)
                {
                    throw new CryptographicException($"There is more than one private key in {origin}. Keep one.");
                }

                found = label.ToString();
                (int start, int length) = fields.Base64Data.GetOffsetAndLength(pem.Length - offset);
                base64 = (offset + start)..(offset + start + length);
            }

            offset += fields.Location.End.GetOffset(pem.Length - offset);
        }

        return found ?? throw new CryptographicException(
            $"There is no private key in {origin}. Expected is a PEM block '{Pkcs8}', '{EncryptedPkcs8}', '{Pkcs1}' or '{Sec1}'. "
            + "A key in another form is converted by 'openssl pkcs8 -topk8'.");
    }

    private static AsymmetricAlgorithm Import(string label, ReadOnlySpan<byte> der, ReadOnlySpan<char> password, string origin)
    {
        if (label == EncryptedPkcs8 && password.IsEmpty)
        {
            throw new CryptographicException($"The private key in {origin} is encrypted. Give its password.");
        }

        // The kind of a PKCS#8 key is inside it, perhaps under the encryption, so each is tried.
        AsymmetricAlgorithm? key = label switch
        {
            Pkcs8 or EncryptedPkcs8 => TryImport(RSA.Create(), label, der, password) ?? TryImport(ECDsa.Create(), label, der, password),
            Pkcs1 => TryImport(RSA.Create(), label, der, password),
            Sec1 => TryImport(ECDsa.Create(), label, der, password),
            _ => throw new CryptographicException(
                $"The PEM block '{label}' in {origin} is not read. Convert it to PKCS#8 by 'openssl pkcs8 -topk8'."),
        };
        return key ?? throw new CryptographicException(
            $"The private key in {origin} cannot be read: it is damaged, or neither RSA nor EC on a known curve"
            + (label == EncryptedPkcs8 ? ", or the password is wrong." : "."));
    }

    private static AsymmetricAlgorithm? TryImport(AsymmetricAlgorithm key, string label, ReadOnlySpan<byte> der, ReadOnlySpan<char> password)
    {
        try
        {
            int read;
            switch (label)
            {
                case EncryptedPkcs8:
                    key.ImportEncryptedPkcs8PrivateKey(password, der, out read);
                    break;
                case Pkcs1:
                    ((RSA)key).ImportRSAPrivateKey(der, out read);
                    break;
                case Sec1:
                    ((ECDsa)key).ImportECPrivateKey(der, out read);
                    break;
                default:
                    key.ImportPkcs8PrivateKey(der, out read);
                    break;
            }

            if (read == der.Length)
            {
                return key;
            }
        }
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException)
        {
            // Told by the caller, who knows where the key came from. The second is how a curve that the platform does not know shows.
        }

        key.Dispose();
        return null;
    }
}
