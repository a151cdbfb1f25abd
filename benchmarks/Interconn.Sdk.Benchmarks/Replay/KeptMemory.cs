using System.Collections.Concurrent;
using System.Globalization;
using Interconn.Sdk.Benchmarks.Reporting;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting;

namespace Interconn.Sdk.Benchmarks.Replay;

/// <summary>What nonces take in memory that came within ten minutes and are all still kept, and what is left of it when they have expired.</summary>
internal static class KeptMemory
{
    private const int Minutes = 10;
    private const int StepsAMinute = 60;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(Minutes + 1);

    public static async Task<IEnumerable<Figure>> MeasureAsync(NoncePool pool, int count, int most)
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var guard = new InMemoryReplayGuard(clock);
        long empty = GC.GetTotalMemory(forceFullCollection: true) - before;
        const int Steps = Minutes * StepsAMinute;
        for (int i = 0, step = 0; i < count; i++)
        {
            for (; step < (long)i * Steps / count; step++)
            {
                clock.Advance(TimeSpan.FromMinutes(1) / StepsAMinute);
            }

            await guard.TryAddAsync(pool.Entry(i, clock.Now, Kept), CancellationToken.None);
        }

        double kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        if (guard.Count != count)
        {
            throw new InvalidOperationException("A nonce went before its time.");
        }

        clock.Advance(Kept + Kept);
        await guard.TryAddAsync(pool.Entry(count % NoncePool.Count, clock.Now, Kept), CancellationToken.None);
        double left = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(guard);
        string of = string.Create(CultureInfo.InvariantCulture, $"{count:N0} nonces");
        return
        [
            Figure.AtMost($"bytes a nonce, {of}", kept / count, most, $"{DictionaryBytes(pool, count) / count:N0} in a ConcurrentDictionary of texts"),
            new($"bytes left of {of} after they expired", Figure.Text(left), string.Create(CultureInfo.InvariantCulture, $"{kept:N0} before; {empty:N0} of a guard that was never used")),
        ];
    }

    /// <summary>What it takes that a sender is counted, beside the nonce itself and the sender's name, for as long as it has a nonce.</summary>
    public static async Task<Figure> MeasureSendersAsync()
    {
        const int Senders = 100_000;
        string[] names = [.. Enumerable.Range(0, Senders).Select(static number => $"JG01{number:D10}")];
        double[] bytes = [await BytesOfAsync(names, static _ => 0), await BytesOfAsync(names, static number => number)];
        return new(
            "bytes a sender with one nonce, beside that nonce and the name",
            Figure.Text((bytes[1] - bytes[0]) / Senders),
            string.Create(CultureInfo.InvariantCulture, $"{Senders:N0} nonces of one sender against as many of a sender each"));

        static async Task<double> BytesOfAsync(string[] names, Func<int, int> senderOf)
        {
            var clock = new ManualTimeProvider(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
            long before = GC.GetTotalMemory(forceFullCollection: true);
            var guard = new InMemoryReplayGuard(clock);
            for (int i = 0; i < names.Length; i++)
            {
                string sender = names[senderOf(i)];
                await guard.TryAddAsync(
                    new ReplayEntry { Scope = sender, Quota = sender, IsPartner = true, Nonce = names[i], Timestamp = clock.Now, ExpiresAt = clock.Now + Kept }, CancellationToken.None);
            }

            double bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            GC.KeepAlive(guard);
            return bytes;
        }
    }

    private static double DictionaryBytes(NoncePool pool, int count)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var seen = new ConcurrentDictionary<string, DateTimeOffset>();
        for (int i = 0; i < count; i++)
        {
            seen.TryAdd($"{pool.SenderOf(i)}\n{pool.NonceOf(i)}", DateTimeOffset.UnixEpoch);
        }

        double bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(seen);
        return bytes;
    }
}
