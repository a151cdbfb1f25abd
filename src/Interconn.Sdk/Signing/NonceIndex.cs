namespace Interconn.Sdk.Signing;

/// <summary>
/// Where nonces are, by their tags: a hash table with linear probing that holds nothing but tags and places, eight bytes each. Whether a nonce is new is seen in one stretch of
/// memory, without a look at any other nonce; and to grow it need not look at them either. For one caller at a time.
/// </summary>
internal struct NonceIndex
{
    private const int SmallestLength = 8;

    private Slot[]? slots;
    private int count;

    /// <summary>Whether a nonce of this id is at one of the places with this tag.</summary>
    public readonly bool Contains(UInt128 id, uint tag, NoncePages nonces)
    {
        if (slots is not Slot[] all)
        {
            return false;
        }

        for (int i = Home(tag, all.Length); all[i].Place != 0; i = After(i, all.Length))
        {
            if (all[i].Tag == tag && nonces[all[i].Place].Id == id)
            {
                return true;
            }
        }

        return false;
    }

    public void Add(uint tag, int place)
    {
        count++;
        // At most three quarters full, and half full afterwards: beyond that the way to an empty slot becomes long.
        if (slots is null || count > slots.Length / 4 * 3)
        {
            Resize();
        }

        Put(slots!, new Slot(tag, place));
    }

    public void Remove(uint tag, int place)
    {
        Slot[] all = slots!;
        int hole = Home(tag, all.Length);
        while (all[hole].Place != place)
        {
            hole = After(hole, all.Length);
        }

        // What stands behind moves up where it may, so that no search ends at the hole.
        for (int i = After(hole, all.Length); all[i].Place != 0; i = After(i, all.Length))
        {
            int home = Home(all[i].Tag, all.Length);
            bool isHomeBetween = hole < i ? home > hole && home <= i : home > hole || home <= i;
            if (!isHomeBetween)
            {
                all[hole] = all[i];
                hole = i;
            }
        }

        all[hole] = default;
        count--;
        if (count == 0 || (count < all.Length / 4 && all.Length > SmallestLength))
        {
            Resize();
        }
    }

    private void Resize()
    {
        Slot[]? before = slots;
        slots = count == 0 ? null : new Slot[Math.Max(SmallestLength, (count * 2) + 2)];
        foreach (Slot slot in before ?? [])
        {
            if (slot.Place != 0)
            {
                Put(slots!, slot);
            }
        }
    }

    private static void Put(Slot[] slots, Slot slot)
    {
        int i = Home(slot.Tag, slots.Length);
        while (slots[i].Place != 0)
        {
            i = After(i, slots.Length);
        }

        slots[i] = slot;
    }

    // In the order of the tags, so that a copy to another length goes through both from the beginning to the end.
    private static int Home(uint tag, int length) => (int)(((ulong)tag * (uint)length) >> 32);

    private static int After(int slot, int length) => slot + 1 == length ? 0 : slot + 1;

    private readonly record struct Slot(uint Tag, int Place);
}
