namespace Interconn.Sdk.Protocol;

/// <summary>Which records of a list a request asks for, with the node's cap applied.</summary>
public readonly record struct PageWindow
{
    /// <summary>The size of a page where the request names none (section 4.1).</summary>
    public const int DefaultPageSize = 20;

    /// <summary>The cap of a page's size unless the host sets another.</summary>
    public const int DefaultMaxPageSize = 1000;

    /// <summary>The value of <c>page_size</c> that asks for all records.</summary>
    public const int AllRecords = -1;

    /// <summary>How many records to pass over.</summary>
    public required int Skip { get; init; }

    /// <summary>How many records to take at the most.</summary>
    public required int Take { get; init; }

    /// <summary>Reads the window out of a request.</summary>
    /// <param name="request">The request; a page number below 1, a size of 0, below -1 or above the cap, and a window beyond 2³¹-1 are refused.</param>
    /// <param name="maxPageSize">The cap, 1 or more. A size of -1 takes that many.</param>
    /// <returns>The window.</returns>
    /// <exception cref="InterconnException"><see cref="InterconnCodes.FieldRule"/>, naming <c>page_num</c> or <c>page_size</c>.</exception>
    public static PageWindow Of(IPagedRequest request, int maxPageSize = DefaultMaxPageSize)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPageSize, 1);
        int number = request.PageNum ?? 1;
        int size = request.PageSize ?? Math.Min(DefaultPageSize, maxPageSize);
        if (number < 1)
        {
            throw InterconnException.ForField("page_num", "must be 1 or more.");
        }

        if (size != AllRecords && (size < 1 || size > maxPageSize))
        {
            throw InterconnException.ForField("page_size", $"must be -1 or from 1 to {maxPageSize}.");
        }

        int take = size == AllRecords ? maxPageSize : size;
        long skip = (number - 1L) * take;
        if (skip > int.MaxValue)
        {
            throw InterconnException.ForField("page_num", "reaches beyond the largest list there can be.");
        }

        return new PageWindow { Skip = (int)skip, Take = take };
    }

    /// <summary>Cuts the window out of a list that is wholly in memory.</summary>
    /// <typeparam name="T">The type of the records.</typeparam>
    /// <param name="all">All records, in a stable order.</param>
    /// <returns>The page, with the honest total.</returns>
    public Page<T> Cut<T>(IReadOnlyList<T> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        int from = Math.Min(Skip, all.Count);
        int count = Math.Min(Take, all.Count - from);
        var records = new T[count];
        for (int i = 0; i < count; i++)
        {
            records[i] = all[from + i];
        }

        return new Page<T> { Records = records, Total = all.Count };
    }
}
