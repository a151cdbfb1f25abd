using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Interconn.Sdk.AspNetCore.Pipeline;

/// <summary>
/// How often somebody may fail, or call unsigned, in a minute. The counts live in fixed windows and in a table of fixed size; what
/// does not fit any more is verified as ever and not counted.
/// </summary>
internal sealed class FailureBudget(TimeProvider timeProvider)
{
    private const int MaxKeys = 50_000;
    private const int HostPrefixBytes = 8;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Address, string Subject), Count> counts = new();
    private volatile bool isTouched;
    private long sweptAt = timeProvider.GetTimestamp();

    /// <summary>What an address is counted by. Whoever has one IPv6 address has the /64 around it.</summary>
    public static string KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, HostPrefixBytes))
            : address.ToString();
    }

    /// <summary>Whether nobody has ever failed here: then nobody is looked for.</summary>
    public bool IsUntouched => !isTouched;

    public bool IsSpent(string address, string subject, int limit) =>
        counts.TryGetValue((address, subject), out Count? count) && count.Current(timeProvider, Window) >= limit;

    public void Record(string address, string subject)
    {
        isTouched = true;
        if (counts.Count >= MaxKeys)
        {
            Sweep();
            if (counts.Count >= MaxKeys && !counts.ContainsKey((address, subject)))
            {
                return;
            }
        }

        counts.GetOrAdd((address, subject), static (_, time) => new Count(time), timeProvider).Add(timeProvider, Window);
    }

    private void Sweep()
    {
        long last = Interlocked.Read(ref sweptAt);
        if (timeProvider.GetElapsedTime(last) < Window || Interlocked.CompareExchange(ref sweptAt, timeProvider.GetTimestamp(), last) != last)
        {
            return;
        }

        foreach (KeyValuePair<(string, string), Count> pair in counts)
        {
            if (pair.Value.Current(timeProvider, Window) == 0)
            {
                counts.TryRemove(pair);
            }
        }
    }

    private sealed class Count(TimeProvider time)
    {
        private readonly Lock gate = new();
        private long start = time.GetTimestamp();
        private int value;

        public int Current(TimeProvider timeProvider, TimeSpan window)
        {
            lock (gate)
            {
                return timeProvider.GetElapsedTime(start) < window ? value : 0;
            }
        }

        public void Add(TimeProvider timeProvider, TimeSpan window)
        {
            lock (gate)
            {
                if (timeProvider.GetElapsedTime(start) >= window)
                {
                    start = timeProvider.GetTimestamp();
                    value = 0;
                }

                value++;
            }
        }
    }
}
