using System.Security.Cryptography;
using Interconn.Sdk.Benchmarks.Timing;

namespace Interconn.Sdk.Benchmarks.Calls;

/// <summary>What signing and verifying cost by themselves, with keys of the framework that were imported beforehand.</summary>
internal static class CryptoCost
{
    public const string EcdsaName = "ECDSA sign and verify";

    // About the length of a string to sign.
    private const int Length = 400;
    private const int WarmUpCount = 5000;
    private const int Count = 20_000;

    /// <summary>The same in microseconds of processor time while every core does nothing else, each with keys of its own: a core is slower where the others are busy.</summary>
    public static double EcdsaOnAllCores()
    {
        Contender[] contenders = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(static _ => Ecdsa())];
        Run(WarmUpCount);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Run(Count);
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Count / contenders.Length;

        void Run(int count) => Parallel.ForEach(contenders, contender =>
        {
            for (int i = 0; i < count; i++)
            {
                contender.RunAsync();
            }
        });
    }

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
