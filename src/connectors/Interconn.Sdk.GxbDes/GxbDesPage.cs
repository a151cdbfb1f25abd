namespace Interconn.Sdk.GxbDes;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What the list is of.</typeparam>
/// <param name="Items">The page, in the market's order.</param>
/// <param name="Total">How many there are on all pages, as the market says. Null where it does not: those of section 3.1.12.</param>
public sealed record GxbDesPage<T>(IReadOnlyList<T> Items, long? Total);
