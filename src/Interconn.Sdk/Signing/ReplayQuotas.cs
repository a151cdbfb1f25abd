namespace Interconn.Sdk.Signing;

/// <summary>How many nonces are kept for whom, so that nobody fills the store. Safe for many callers at a time.</summary>
internal sealed class ReplayQuotas(int maxPerPartner, int maxPerAddress)
{
    private const int AddressesTogether = 20;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Name, bool IsPartner), Quota> taken = [];
    private long takenByStrangers;

    /// <summary>Takes one of a quota, which must be released again; null where it is full.</summary>
    public Quota? TryTake(string name, bool isPartner)
    {
        lock (gate)
        {
            int count = taken.TryGetValue((name, isPartner), out Quota? quota) ? quota.Taken : 0;
            bool full = isPartner
                ? count >= maxPerPartner
                : count >= maxPerAddress || takenByStrangers >= (long)maxPerAddress * AddressesTogether;
            if (full)
            {
                return null;
            }

            if (quota is null)
            {
                quota = new Quota(name, isPartner);
                taken.Add((name, isPartner), quota);
            }

            quota.Taken++;
            takenByStrangers += isPartner ? 0 : 1;
            return quota;
        }
    }

    public void Release(Quota quota)
    {
        lock (gate)
        {
            takenByStrangers -= quota.IsPartner ? 0 : 1;
            if (--quota.Taken == 0)
            {
                taken.Remove((quota.Name, quota.IsPartner));
            }
        }
    }

    /// <summary>Shared by all entries that count against it: an entry that held the text of its own request would be several times its size.</summary>
    public sealed class Quota(string name, bool isPartner)
    {
        public string Name => name;

        public bool IsPartner => isPartner;

        public int Taken { get; set; }
    }
}
