using System.Security.Cryptography;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Signing;

/// <summary>Reads the one private key of a PEM text. Its messages name where the text came from and what to do, never what is in it.</summary>
internal static class PrivateKeyPem
{
    private const string Sm2Advice = "A key for SM2 is read by Sm2SigningKey of the package Interconn.Sdk.BouncyCastle, and set as SigningKey.";

    public static PrivateKeyOperations Read(ReadOnlySpan<char> pem, ReadOnlySpan<char> password, string origin)
    {
        using var block = PrivateKeyBlock.FindOnly(pem, origin);
        try
        {
            using AsymmetricAlgorithm key = Import(block.Label, block.Der, password, origin);
            return PrivateKeyOperations.From(key);
        }
        catch (InterconnException refused)
        {
            throw new CryptographicException(
                $"The private key in {origin} cannot be used: {refused.Message} Take RSA of {Sha256RsaAlgorithm.MinBits} to "
                + $"{Sha256RsaAlgorithm.MaxBits} bits or EC on P-256. {Sm2Advice}");
        }
    }

    private static AsymmetricAlgorithm Import(string label, ReadOnlySpan<byte> der, ReadOnlySpan<char> password, string origin)
    {
        if (label == PrivateKeyBlock.EncryptedPkcs8 && password.IsEmpty)
        {
            throw new CryptographicException($"The private key in {origin} is encrypted. Give its password.");
        }

        // The kind of a PKCS#8 key is inside it, perhaps under the encryption, so each is tried.
        AsymmetricAlgorithm? key = label switch
        {
            PrivateKeyBlock.Pkcs8 or PrivateKeyBlock.EncryptedPkcs8 =>
                TryImport(RSA.Create(), label, der, password) ?? TryImport(ECDsa.Create(), label, der, password),
            PrivateKeyBlock.Pkcs1 => TryImport(RSA.Create(), label, der, password),
            PrivateKeyBlock.Sec1 => TryImport(ECDsa.Create(), label, der, password),
            _ => throw new CryptographicException(
                $"The PEM block '{label}' in {origin} is not read. Convert it to PKCS#8 by 'openssl pkcs8 -topk8'."),
        };
        return key ?? throw new CryptographicException(
            $"The private key in {origin} cannot be read: it is damaged, or neither RSA nor EC on a known curve"
            + (label == PrivateKeyBlock.EncryptedPkcs8 ? ", or the password is wrong. " : ". ") + Sm2Advice);
    }

    private static AsymmetricAlgorithm? TryImport(AsymmetricAlgorithm key, string label, ReadOnlySpan<byte> der, ReadOnlySpan<char> password)
    {
        try
        {
            int read;
            switch (label)
            {
                case PrivateKeyBlock.EncryptedPkcs8:
                    key.ImportEncryptedPkcs8PrivateKey(password, der, out read);
                    break;
                case PrivateKeyBlock.Pkcs1:
                    ((RSA)key).ImportRSAPrivateKey(der, out read);
                    break;
                case PrivateKeyBlock.Sec1:
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
