namespace Interconn.Sdk.Signing;

/// <summary>The parts of a request that its signature covers. Which of them came over the wire, and which are the node's own knowledge, is the caller's affair.</summary>
public readonly record struct SignedMessage
{
    /// <summary>The algorithm that the sender's key implies; never read from the request.</summary>
    public required ISignatureAlgorithm Algorithm { get; init; }

    /// <summary>The method as in the request line, upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The raw path and query of the request line, less the path base of the receiving node.</summary>
    public required string RequestTarget { get; init; }

    /// <summary>The value of <c>x-source-node-id</c>.</summary>
    public required string SourceNodeId { get; init; }

    /// <summary>The value of <c>x-target-node-id</c>.</summary>
    public required string TargetNodeId { get; init; }

    /// <summary>The value of <c>x-timestamp</c>, as it stands on the wire.</summary>
    public required string Timestamp { get; init; }

    /// <summary>The value of <c>x-nonce</c>.</summary>
    public required string Nonce { get; init; }

    /// <summary>The value of <c>x-trace-id</c>, or null where the header is absent.</summary>
    public string? TraceId { get; init; }

    /// <summary>The value of <c>x-csrf-protection</c>, or null where the header is absent.</summary>
    public string? CsrfProtection { get; init; }

    /// <summary>The value of <c>x-mprac-token-set</c>, several lines joined with commas, or null where the header is absent.</summary>
    public string? TokenSet { get; init; }

    /// <summary>The bytes of the body as sent; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
