using System.Security.Cryptography;

namespace Interconn.Sdk.Fuxi.Protocol;

/// <summary>Reads the keys of identities: PKCS#1 in Base64, which is neither SubjectPublicKeyInfo nor PKCS#8.</summary>
internal static class KeyText
{
    /// <summary>The public key.</summary>
    /// <exception cref="CryptographicException">The text is none.</exception>
    public static RSA ImportPublic(string? text) => Import(text, "public", static (rsa, der) =>
    {
        rsa.ImportRSAPublicKey(der, out int read);
        return read;
    });

    /// <summary>The private key.</summary>
    /// <exception cref="CryptographicException">The text is none. It is not quoted.</exception>
    public static RSA ImportPrivate(string? text) => Import(text, "private", static (rsa, der) =>
    {
        rsa.ImportRSAPrivateKey(der, out int read);
        return read;
    });

    private static RSA Import(string? text, string kind, Func<RSA, byte[], int> import)
    {
        byte[] der = [];
        Exception? cause = null;
        RSA rsa = RSA.Create();
        try
        {
            der = Convert.FromBase64String(text ?? "");
            if (import(rsa, der) == der.Length)
            {
                return rsa;
            }
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            cause = exception;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }

        rsa.Dispose();
        throw new CryptographicException($"The {kind} key of the identity is not what FUXI IS CA gives: an RSA key as PKCS#1, DER, in standard Base64.", cause);
    }
}
