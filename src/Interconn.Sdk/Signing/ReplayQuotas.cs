using System.Collections.Concurrent;

namespace Interconn.Sdk.Signing;

/// <summary>How many nonces are kept for whom, so that nobody fills the store. Safe for many callers at a time, who wait for each other only while a name is put in or taken out.</summary>
internal sealed class ReplayQuotas(int maxPerPartner, int maxPerAddress)
{
    private const int AddressesTogether = 20;
    private readonly ConcurrentDictionary<string, Quota> partners = new();
    private readonly ConcurrentDictionary<string, Quota> addresses = new();
    private readonly long maxOfStrangers = (long)maxPerAddress * AddressesTogether;
    private long takenByStrangers;

    /// <summary>Takes one of a quota, which must be released again; null where it is full.</summary>
    public Quota? TryTake(string name, bool isPartner)
    {
        Quota? quota = TryTakeOf(Named(isPartner), name, isPartner, isPartner ? maxPerPartner : maxPerAddress);
        if (quota is null || isPartner || TryTakeOfStrangers())
        {
            return quota;
        }

        GiveBack(quota);
        return null;
    }

    public void Release(Quota quota)
    {
        GiveBack(quota);
        if (!quota.IsPartner)
        {
            Interlocked.Decrement(ref takenByStrangers);
        }
    }

    // A node may be called what an address is called.
    private ConcurrentDictionary<string, Quota> Named(bool isPartner) => isPartner ? partners : addresses;

    private static Quota? TryTakeOf(ConcurrentDictionary<string, Quota> quotas, string name, bool isPartner, int max)
    {
        while (true)
        {
            if (!quotas.TryGetValue(name, out Quota? quota))
            {
                quota = new Quota(name, isPartner);
                if (quotas.TryAdd(name, quota))
                {
                    return quota;
                }
            }
            else if (quota.TryTake(max) is bool isTaken)
            {
                return isTaken ? quota : null;
            }
            else
            {
                // Whoever gave the last one back has not yet come to take it out: done for him, so that nobody waits.
                TakeOut(quotas, quota);
            }
        }
    }

    private bool TryTakeOfStrangers()
    {
        long taken = Interlocked.Read(ref takenByStrangers);
        while (taken < maxOfStrangers)
        {
            long seen = Interlocked.CompareExchange(ref takenByStrangers, taken + 1, taken);
            if (seen == taken)
            {
                return true;
            }

            taken = seen;
        }

        return false;
    }

    private void GiveBack(Quota quota)
    {
        if (quota.Release())
        {
            TakeOut(Named(quota.IsPartner), quota);
        }
    }

    // This one only: under the same name there may be another by now.
    private static void TakeOut(ConcurrentDictionary<string, Quota> quotas, Quota quota) => quotas.TryRemove(KeyValuePair.Create(quota.Name, quota));

    /// <summary>
    /// Shared by all entries that count against it: an entry that held the text of its own request would be several times its size. Made with one taken; once all are given
    /// back it is at its end, and a new one takes its place.
    /// </summary>
    public sealed class Quota(string name, bool isPartner)
    {
        private int taken = 1;

        public string Name => name;

        public bool IsPartner => isPartner;

        /// <summary>Takes one more; false where it is full, null where it is at its end.</summary>
        public bool? TryTake(int max)
        {
            int count = Volatile.Read(ref taken);
            while (count > 0 && count < max)
            {
                int seen = Interlocked.CompareExchange(ref taken, count + 1, count);
                if (seen == count)
                {
                    return true;
                }

                count = seen;
            }

            return count == 0 ? null : false;
        }

        /// <summary>Gives one back, and says whether it was the last.</summary>
        public bool Release() => Interlocked.Decrement(ref taken) == 0;
    }
}
