using System.Formats.Asn1;
using System.Security.Cryptography;
using Interconn.Sdk.Signing;
using Org.BouncyCastle.Crypto.Parameters;

namespace Interconn.Sdk.BouncyCastle.Signing;

/// <summary>Reads the one private key of a PEM text. Its messages name where the text came from and what to do, never what is in it.</summary>
internal static class Sm2PrivateKeyPem
{
    // As openssl 3 calls SEC 1 with a key for SM2.
    private const string Sec1Sm2 = "SM2 PRIVATE KEY";

    /// <exception cref="CryptographicException">There is no key in the text, more than one, or one that does not serve.</exception>
    public static ECPrivateKeyParameters Read(ReadOnlySpan<char> pem, ReadOnlySpan<char> password, string origin)
    {
        using var block = PrivateKeyBlock.FindOnly(pem, origin);
        bool isEncrypted = block.Label == PrivateKeyBlock.EncryptedPkcs8;
        if (isEncrypted && password.IsEmpty)
        {
            throw new CryptographicException($"The private key in {origin} is encrypted. Give its password.");
        }

        if (block.Label is not (PrivateKeyBlock.Pkcs8 or PrivateKeyBlock.EncryptedPkcs8 or PrivateKeyBlock.Sec1 or Sec1Sm2))
        {
            throw new CryptographicException($"The PEM block '{block.Label}' in {origin} is no key for SM2. Keys of other kinds are read by SigningKey.");
        }

        byte[] der = [];
        try
        {
            der = isEncrypted ? EncryptedPkcs8.Decrypt(block.Der, password) : block.Der.ToArray();
            return block.Label is PrivateKeyBlock.Sec1 or Sec1Sm2 ? Sm2PrivateKeyForm.ReadSec1(der) : Sm2PrivateKeyForm.ReadPkcs8(der);
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException or OverflowException)
        {
            throw new CryptographicException(
                $"The private key in {origin} cannot be read: it is damaged, or not one for SM2 (sm2p256v1 as named curve)"
                + (isEncrypted
                    ? ", or the password is wrong, or it is not encrypted by AES in CBC mode with PBKDF2 over SHA-2. 'openssl pkcs8 -topk8' encrypts it so."
                    : ". Keys of other kinds are read by SigningKey."));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }
}
