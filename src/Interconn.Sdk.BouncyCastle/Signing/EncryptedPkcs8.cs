using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Interconn.Sdk.BouncyCastle.Signing;

/// <summary>
/// PKCS#8 under a password as openssl writes it: PBES2 of RFC 8018, with PBKDF2 over HMAC of SHA-2 and AES in CBC mode. The framework does this for its own
/// kinds of key only.
/// </summary>
internal static class EncryptedPkcs8
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";
    private const string HmacWithSha256 = "1.2.840.113549.2.9";
    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";
    private const int BlockLength = 16;
    private const int SaltLength = 16;
    private const int Rounds = 600_000;

    // A file cannot keep a starting host busy for longer than some seconds.
    private const int MaxRounds = 10_000_000;

    /// <summary>Takes the encryption off.</summary>
    /// <returns>The DER of PKCS#8; to be overwritten by the caller.</returns>
    /// <exception cref="AsnContentException">The bytes are not of that form.</exception>
    /// <exception cref="CryptographicException">The password is wrong, or the scheme another one.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> der, ReadOnlySpan<char> password)
    {
        var outer = new AsnReader(der.ToArray(), AsnEncodingRules.DER);
        AsnReader info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        AsnReader parameters = ReadAlgorithm(info, Pbes2).ReadSequence();
        AsnReader derivation = ReadAlgorithm(parameters, Pbkdf2).ReadSequence();
        byte[] salt = derivation.ReadOctetString();
        if (!derivation.TryReadInt32(out int rounds) || rounds is < 1 or > MaxRounds)
        {
            throw new CryptographicException("The number of rounds is out of range.");
        }

        int? length = derivation.HasData && derivation.PeekTag().HasSameClassAndValue(Asn1Tag.Integer) ? (int)derivation.ReadInteger() : null;
        HashAlgorithmName digest = DigestOf(derivation.ReadSequence().ReadObjectIdentifier());
        AsnReader cipher = parameters.ReadSequence();
        int keyLength = KeyLengthOf(cipher.ReadObjectIdentifier());
        byte[] iv = cipher.ReadOctetString();
        byte[] encrypted = info.ReadOctetString();
        info.ThrowIfNotEmpty();
        if (length is not null && length != keyLength)
        {
            throw new CryptographicException("The length of the key is not the one of the cipher.");
        }

        using var aes = Aes.Create();
        SetKey(aes, password, salt, rounds, digest, keyLength);
        return aes.DecryptCbc(encrypted, iv);
    }

    /// <summary>Encrypts: AES-256, PBKDF2 of 600,000 rounds over SHA-256, as the framework is told to for the other keys.</summary>
    public static byte[] Encrypt(ReadOnlySpan<byte> pkcs8, ReadOnlySpan<char> password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltLength);
        byte[] iv = RandomNumberGenerator.GetBytes(BlockLength);
        using var aes = Aes.Create();
        SetKey(aes, password, salt, Rounds, HashAlgorithmName.SHA256, KeyLengthOf(Aes256Cbc));
        byte[] encrypted = aes.EncryptCbc(pkcs8, iv);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Pbes2);
                using AsnWriter.Scope parameters = writer.PushSequence();
                WriteDerivation(writer, salt);
                using AsnWriter.Scope cipher = writer.PushSequence();
                writer.WriteObjectIdentifier(Aes256Cbc);
                writer.WriteOctetString(iv);
            }

            writer.WriteOctetString(encrypted);
        }

        return writer.Encode();
    }

    private static void WriteDerivation(AsnWriter writer, byte[] salt)
    {
        using AsnWriter.Scope derivation = writer.PushSequence();
        writer.WriteObjectIdentifier(Pbkdf2);
        using AsnWriter.Scope parameters = writer.PushSequence();
        writer.WriteOctetString(salt);
        writer.WriteInteger(Rounds);
        using AsnWriter.Scope pseudorandom = writer.PushSequence();
        writer.WriteObjectIdentifier(HmacWithSha256);
        writer.WriteNull();
    }

    private static void SetKey(Aes aes, ReadOnlySpan<char> password, byte[] salt, int rounds, HashAlgorithmName digest, int length)
    {
        byte[] key = Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, digest, length);
        aes.SetKey(key);
        CryptographicOperations.ZeroMemory(key);
    }

    private static AsnReader ReadAlgorithm(AsnReader reader, string oid)
    {
        AsnReader algorithm = reader.ReadSequence();
        return algorithm.ReadObjectIdentifier() == oid ? algorithm : throw new CryptographicException("The encryption is of another scheme.");
    }

    private static HashAlgorithmName DigestOf(string oid) => oid switch
    {
        HmacWithSha256 => HashAlgorithmName.SHA256,
        "1.2.840.113549.2.10" => HashAlgorithmName.SHA384,
        "1.2.840.113549.2.11" => HashAlgorithmName.SHA512,
        _ => throw new CryptographicException("The digest of the key derivation is another one."),
    };

    private static int KeyLengthOf(string oid) => oid switch
    {
        "2.16.840.1.101.3.4.1.2" => 16,
        "2.16.840.1.101.3.4.1.22" => 24,
        Aes256Cbc => 32,
        _ => throw new CryptographicException("The cipher is another one."),
    };
}
