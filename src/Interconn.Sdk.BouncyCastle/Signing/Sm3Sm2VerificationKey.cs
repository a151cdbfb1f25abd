using System.Numerics;
using Interconn.Sdk.Signing;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math.EC;

namespace Interconn.Sdk.BouncyCastle.Signing;

/// <summary>A public key on the curve of SM2.</summary>
internal sealed class Sm3Sm2VerificationKey(Sm3Sm2Algorithm algorithm, ReadOnlySpan<byte> subjectPublicKeyInfo, ECPoint point)
    : VerificationKey(algorithm, subjectPublicKeyInfo)
{
    private static readonly BigInteger Order = new(Sm2Curve.Domain.N.ToByteArrayUnsigned(), isUnsigned: true, isBigEndian: true);

    private readonly ParametersWithID parameters = new(new ECPublicKeyParameters(point, Sm2Curve.Domain), Sm2Curve.UserId);

    public override SignatureVerdict Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (!EcdsaSignatureEncoding.IsStrictDer(signature))
        {
            return SignatureVerdict.WrongEncoding;
        }

        if (!IsInRange(EcdsaSignatureEncoding.ToFixedWidth(signature)))
        {
            return SignatureVerdict.Mismatch;
        }

        // A new one for each call: used again, the one of Portable.BouncyCastle 1.8.10 has forgotten the user id and finds no signature valid. It has a state, too.
        var signer = new SM2Signer();
        signer.Init(forSigning: false, parameters);
        byte[] bytes = data.ToArray();
        signer.BlockUpdate(bytes, 0, bytes.Length);
        return signer.VerifySignature(signature.ToArray()) ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }

    // Asked here although BouncyCastle asks too: r + s = n makes t = 0, with which the public key has no say.
    private static bool IsInRange(ReadOnlySpan<byte> pair)
    {
        ReadOnlySpan<byte> r = pair[..EcdsaSignatureEncoding.HalfLength];
        ReadOnlySpan<byte> s = pair[EcdsaSignatureEncoding.HalfLength..];
        return Sm2Curve.Form.IsBelowOrder(r)
            && Sm2Curve.Form.IsBelowOrder(s)
            && new BigInteger(r, isUnsigned: true, isBigEndian: true) + new BigInteger(s, isUnsigned: true, isBigEndian: true) != Order;
    }
}
