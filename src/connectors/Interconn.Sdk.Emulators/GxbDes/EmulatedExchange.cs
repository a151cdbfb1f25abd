namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>An exchange of data that a test lets have been: lists and bills are made of these.</summary>
public sealed record EmulatedExchange
{
    /// <summary>Its number. Null gives it the next one.</summary>
    public long? Id { get; init; }

    /// <summary>The product, which must be there.</summary>
    public required long ProductId { get; init; }

    /// <summary>What it cost, in GXS.</summary>
    public required decimal Amount { get; init; }

    /// <summary>When it was.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The account of the chain that provided the data.</summary>
    public required string FromAccount { get; init; }

    /// <summary>The account of the chain that asked for it, and paid: it is in the bills of the merchant that has bound it.</summary>
    public required string ToAccount { get; init; }

    /// <summary>The request.</summary>
    public required string RequestId { get; init; }

    /// <summary>The transaction on the chain.</summary>
    public required string TxId { get; init; }
}
