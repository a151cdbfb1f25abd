using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace Interconn.Sdk.BouncyCastle.Signing;

/// <summary>Makes signatures of SM2.</summary>
internal static class Sm2Signature
{
    /// <summary>Random numbers of the platform; the one that BouncyCastle has by itself stretches a seed.</summary>
    public static SecureRandom PlatformRandom() => new(new CryptoApiRandomGenerator(RandomNumberGenerator.Create()));

    /// <summary>Signs bytes, under the user id of <see cref="Sm2Curve"/>. The result is strict DER.</summary>
    public static byte[] Make(ECPrivateKeyParameters key, ReadOnlySpan<byte> data, SecureRandom random)
    {
        var signer = new SM2Signer();
        signer.Init(forSigning: true, new ParametersWithID(new ParametersWithRandom(key, random), Sm2Curve.UserId));
        byte[] bytes = data.ToArray();
        signer.BlockUpdate(bytes, 0, bytes.Length);
        return signer.GenerateSignature();
    }
}
