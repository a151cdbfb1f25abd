using System.Security.Cryptography;
using Interconn.Sdk.Benchmarks.Timing;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>What signing and verifying cost by themselves, with keys of the framework that were imported beforehand.</summary>
internal static class CryptoCost
{
    public const string EcdsaName = "ECDSA sign and verify";

    // About the length of a string to sign.
    private const int Length = 400;

    public static Contender Ecdsa()
    {
        byte[] data = RandomNumberGenerator.GetBytes(Length);
        var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var verifier = ECDsa.Create();
        verifier.ImportSubjectPublicKeyInfo(signer.ExportSubjectPublicKeyInfo(), out _);
        return new Contender(EcdsaName, () => verifier.VerifyData(data, signer.SignData(data, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256)
            ? Task.CompletedTask
            : throw new CryptographicException("A signature of the benchmark's own does not hold."));
    }
}
