// What only this document's code names.

internal static partial class Surroundings
{
    public static ShopContext context => throw new NotSupportedException();

    public static InterconnTransactions<ShopContext> transactions => throw new NotSupportedException();
}

public sealed record Order(string Id);
