using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC.Multiplier;
using Org.BouncyCastle.Security;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace Interconn.Sdk.BouncyCastle.Signing;

/// <summary>Makes signatures of SM2.</summary>
internal static class Sm2Signature
{
    /// <summary>Random numbers of the platform; the one that BouncyCastle has by itself stretches a seed.</summary>
    public static SecureRandom PlatformRandom() => new(new CryptoApiRandomGenerator(RandomNumberGenerator.Create()));

    /// <summary>The public point of a private key, which every signature takes in.</summary>
    public static ECPoint PublicPoint(ECPrivateKeyParameters key) => new FixedPointCombMultiplier().Multiply(key.Parameters.G, key.D).Normalize();

    /// <summary>Signs bytes, under the user id of <see cref="Sm2Curve"/>. The result is strict DER.</summary>
    public static byte[] Make(ECPrivateKeyParameters key, ECPoint publicPoint, ReadOnlySpan<byte> data, SecureRandom random)
    {
        var signer = new Signer(key.D, publicPoint);
        signer.Init(forSigning: true, new ParametersWithID(new ParametersWithRandom(key, random), Sm2Curve.UserId));
        byte[] bytes = data.ToArray();
        signer.BlockUpdate(bytes, 0, bytes.Length);
        return signer.GenerateSignature();
    }

    // BouncyCastle finds the public point anew for each signature, which is half of all the work that a signature is.
    private sealed class Signer(BigInteger privateKey, ECPoint publicPoint) : SM2Signer
    {
        protected override ECMultiplier CreateBasePointMultiplier() => new Multiplier(privateKey, publicPoint);
    }

    private sealed class Multiplier(BigInteger privateKey, ECPoint publicPoint) : ECMultiplier
    {
        // The very object, not its value: secret numbers are not compared.
        public ECPoint Multiply(ECPoint point, BigInteger factor) =>
            ReferenceEquals(factor, privateKey) ? publicPoint : new FixedPointCombMultiplier().Multiply(point, factor);
    }
}
