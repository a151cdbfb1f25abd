using System.Security.Cryptography;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Benchmarks.Replay;

/// <summary>
/// A million different nonces out of a thousand senders and a thousand texts. The texts stay in the processor's cache, as those of a call do that was just parsed: what is
/// measured is the guard, and not the reading of a million texts that were laid out beforehand.
/// </summary>
internal sealed class NoncePool
{
    public const int Count = Senders * EachSender;

    private const int Senders = 1000;
    private const int EachSender = 1000;
    private readonly string[] senders = [.. Enumerable.Range(0, Senders).Select(static _ => "JG" + RandomNumberGenerator.GetHexString(14))];
    private readonly string[] nonces = [.. Enumerable.Range(0, EachSender).Select(static _ => RandomNumberGenerator.GetHexString(32, lowercase: true))];

    public string SenderOf(int number) => senders[number % Senders];

    public string NonceOf(int number) => nonces[number / Senders];

    public ReplayEntry Entry(int number, DateTimeOffset signedAt, TimeSpan kept) => new()
    {
        Scope = SenderOf(number),
        Quota = SenderOf(number),
        IsPartner = true,
        Nonce = NonceOf(number),
        Timestamp = signedAt,
        ExpiresAt = signedAt + kept,
    };
}
