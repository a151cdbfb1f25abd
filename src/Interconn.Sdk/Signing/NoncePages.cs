namespace Interconn.Sdk.Signing;

/// <summary>
/// Places for nonces, known by their numbers from 1 on. They lie in pages of fixed size: nothing is copied when more are needed, and a page is given back as soon as nothing
/// is left in it. Nonces that come together expire together, so that pages empty as a whole. For one caller at a time.
/// </summary>
internal sealed class NoncePages
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;

    private readonly List<Page?> pages = [];
    private readonly Stack<int> unusedNumbers = [];
    private readonly LinkedList<Page> withRoom = [];

    public int Count { get; private set; }

    public ref KeptNonce this[int place] => ref pages[(place - 1) >> PageBits]!.Nonces[(place - 1) & (PageSize - 1)];

    /// <summary>Takes a free place.</summary>
    public int Take()
    {
        Page page = withRoom.First?.Value ?? AddPage();
        int place = page.Take();
        if (page.Count == PageSize)
        {
            withRoom.Remove(page.Room);
        }

        Count++;
        return place;
    }

    /// <summary>Gives a place back, with all that is in it.</summary>
    public void Free(int place)
    {
        int number = (place - 1) >> PageBits;
        Page page = pages[number]!;
        if (page.Count == PageSize)
        {
            withRoom.AddFirst(page.Room);
        }

        page.Free(place);
        Count--;
        if (page.Count == 0)
        {
            withRoom.Remove(page.Room);
            pages[number] = null;
            unusedNumbers.Push(number);
        }
    }

    private Page AddPage()
    {
        if (!unusedNumbers.TryPop(out int number))
        {
            number = pages.Count;
            pages.Add(null);
        }

        var page = new Page((number << PageBits) + 1);
        pages[number] = page;
        withRoom.AddFirst(page.Room);
        return page;
    }

    private sealed class Page
    {
        private readonly int first;
        private int freed;
        private int usedOnce;

        public Page(int first)
        {
            this.first = first;
            Room = new LinkedListNode<Page>(this);
        }

        public KeptNonce[] Nonces { get; } = new KeptNonce[PageSize];

        /// <summary>Where the page stands among those with room, while it is one of them.</summary>
        public LinkedListNode<Page> Room { get; }

        public int Count { get; private set; }

        public int Take()
        {
            Count++;
            if (freed == 0)
            {
                return first + usedOnce++;
            }

            int place = freed;
            freed = Nonces[place - first].Next;
            return place;
        }

        public void Free(int place)
        {
            Count--;
            Nonces[place - first] = new KeptNonce { Next = freed };
            freed = place;
        }
    }
}
