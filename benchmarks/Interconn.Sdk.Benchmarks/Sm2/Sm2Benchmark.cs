using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Benchmarks.Timing;
using Interconn.Sdk.BouncyCastle;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Benchmarks.Sm2;

/// <summary>What a signature costs and what its verification does, with the key of each kind: SM2 is BouncyCastle's, the others are the platform's.</summary>
internal sealed class Sm2Benchmark : IBenchmark
{
    private const int RoundCount = 15;
    private const int Calls = 20;
    private const int WarmUp = 300;
    private const int CollectedCalls = 5_000;
    private const double MicrosecondsPerSecond = 1_000_000;

    // As long as what is signed of a call.
    private const int TextLength = 400;

    public string Name => "sm2";

    public string Summary => "One signature and its verification, with a key of each kind.";

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var sm2 = Sm2SigningKey.Generate();
        using var ecdsa = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        using SigningKey rsa2048 = Rsa(2048);
        using SigningKey rsa3072 = Rsa(3072);
        (string Name, ISigningKey Key)[] keys = [("SM2", sm2), ("ECDSA P-256", ecdsa), ("RSA-2048", rsa2048), ("RSA-3072", rsa3072)];
        byte[] text = RandomNumberGenerator.GetBytes(TextLength);
        var contenders = new List<Contender>();
        foreach ((string name, ISigningKey key) in keys)
        {
            byte[] signature = await key.SignAsync(text, CancellationToken.None);
            contenders.Add(new Contender($"{name}, sign", () => key.SignAsync(text, CancellationToken.None).AsTask()));
            contenders.Add(new Contender($"{name}, verify", () => key.PublicKey.Verify(text, signature) == SignatureVerdict.Valid
                ? Task.CompletedTask
                : throw new InvalidOperationException("The signature does not hold.")));
        }

        IReadOnlyDictionary<string, Timings> times = await Rounds.TimeAsync(contenders, RoundCount, Calls, WarmUp);
        List<Figure> figures = [.. contenders.Select((contender, index) => FigureOf(contender, times, contenders[2 + (index % 2)]))];
        foreach (Contender contender in contenders.Take(4))
        {
            figures.Add(await CollectedAsync(contender));
        }

        return figures;
    }

    /// <summary>What the median of a call does not show: how long the collector holds everything up for the garbage of many.</summary>
    private static async Task<Figure> CollectedAsync(Contender contender)
    {
        TimeSpan paused = GC.GetTotalPauseDuration();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < CollectedCalls; i++)
        {
            await contender.RunAsync();
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        return new Figure(
            $"{contender.Name}, {CollectedCalls} one after the other",
            $"{Figure.Text(time.TotalMicroseconds / CollectedCalls)} µs each",
            $"{Figure.Text((GC.GetTotalPauseDuration() - paused).TotalMicroseconds / CollectedCalls)} µs of that for the collector");
    }

    private static Figure FigureOf(Contender contender, IReadOnlyDictionary<string, Timings> times, Contender ecdsa)
    {
        Timings own = times[contender.Name];
        double bytes = Allocations.BytesPerCall(contender.RunAsync);
        return new Figure(
            contender.Name,
            string.Create(CultureInfo.InvariantCulture, $"{Figure.Text(own.Median)} µs, {Figure.Text(bytes)} B, {MicrosecondsPerSecond / own.Median:N0} a second and core"),
            contender.Name == ecdsa.Name ? "" : $"{Figure.Text(own.RatioTo(times[ecdsa.Name]))} times {ecdsa.Name}");
    }

    private static SigningKey Rsa(int size)
    {
        using var rsa = RSA.Create(size);
        return SigningKey.FromPem(rsa.ExportPkcs8PrivateKeyPem());
    }
}
