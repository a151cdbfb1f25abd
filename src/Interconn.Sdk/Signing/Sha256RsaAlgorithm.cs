using System.Formats.Asn1;
using System.Security.Cryptography;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Signing;

/// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
internal sealed class Sha256RsaAlgorithm : ISignatureAlgorithm
{
    public const int MinBits = 2048;
    public const int MaxBits = 4096;
    public const int MinExponent = 65537;
    public const int MaxExponentLength = 4;

    private Sha256RsaAlgorithm()
    {
    }

    public static Sha256RsaAlgorithm Instance { get; } = new();

    public string Id => SignatureAlgorithmIds.Sha256Rsa;

    public bool SignsPairs => false;

    public int DigestLength => SHA256.HashSizeInBytes;

    public void Digest(ReadOnlySpan<byte> data, Span<byte> destination) => SHA256.HashData(data, destination);

    public bool Takes(ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        PublicKeyForm.TryRead(subjectPublicKeyInfo, out PublicKeyForm form) && form.AlgorithmOid == PublicKeyForm.RsaOid;

    public VerificationKey Import(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        if (!PublicKeyForm.TryRead(subjectPublicKeyInfo, out PublicKeyForm form) || form.AlgorithmOid != PublicKeyForm.RsaOid)
        {
            throw Refuse("is not the DER of an RSA public key.");
        }

        if (form.Parameters.Span is not [0x05, 0x00])
        {
            throw Refuse("is an RSA key with algorithm parameters, where NULL must stand.");
        }

        ReadNumbers(form.Key, out ReadOnlyMemory<byte> modulus, out ReadOnlyMemory<byte> exponent);
        CheckStrength(modulus.Span, exponent.Span);
        return new Sha256RsaVerificationKey(this, subjectPublicKeyInfo, modulus.Length);
    }

    private static void ReadNumbers(ReadOnlyMemory<byte> key, out ReadOnlyMemory<byte> modulus, out ReadOnlyMemory<byte> exponent)
    {
        try
        {
            var outer = new AsnReader(key, AsnEncodingRules.DER);
            AsnReader numbers = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            modulus = Magnitude(numbers.ReadIntegerBytes());
            exponent = Magnitude(numbers.ReadIntegerBytes());
            numbers.ThrowIfNotEmpty();
        }
        catch (AsnContentException)
        {
            throw Refuse("is an RSA key whose numbers cannot be read.");
        }
    }

    private static ReadOnlyMemory<byte> Magnitude(ReadOnlyMemory<byte> integer)
    {
        // A negative number is given back as none, which is then too small.
        ReadOnlySpan<byte> bytes = integer.Span;
        return bytes[0] >= 0x80 ? default : integer[(bytes[0] == 0 ? 1 : 0)..];
    }

    private static void CheckStrength(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        int bits = modulus.IsEmpty ? 0 : (modulus.Length * 8) - byte.LeadingZeroCount(modulus[0]);
        if (bits is < MinBits or > MaxBits)
        {
            throw Refuse($"is an RSA key of {bits} bits; {MinBits} to {MaxBits} are allowed.");
        }

        if ((modulus[^1] & 1) == 0)
        {
            throw Refuse("is an RSA key with an even modulus.");
        }

        // A huge exponent makes every verification slow at the will of the one who sent the key; none in use is longer than this.
        if (exponent.Length > MaxExponentLength)
        {
            throw Refuse($"is an RSA key with an exponent of more than {MaxExponentLength * 8} bits.");
        }

        uint value = 0;
        foreach (byte b in exponent)
        {
            value = (value << 8) | b;
        }

        if (value < MinExponent || (value & 1) == 0)
        {
            throw Refuse($"is an RSA key whose exponent is not an odd number of at least {MinExponent}.");
        }
    }

    private static InterconnException Refuse(string rule) => InterconnException.ForField("auth_credential", rule);
}
