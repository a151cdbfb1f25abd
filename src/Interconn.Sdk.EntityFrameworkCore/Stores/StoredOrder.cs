namespace Interconn.Sdk.EntityFrameworkCore.Stores;

/// <summary>
/// Numbers that only grow: what tells records of the same time apart, the later stored from the earlier. They begin with the time, so that they grow from one
/// process to the next as well.
/// </summary>
internal sealed class StoredOrder(TimeProvider timeProvider)
{
    private long last;

    public long Next()
    {
        while (true)
        {
            long before = Interlocked.Read(ref last);
            long next = Math.Max(before + 1, timeProvider.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref last, next, before) == before)
            {
                return next;
            }
        }
    }
}
