using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Partners;

/// <summary>Where a partner departs from the standard. Everything here is off by default.</summary>
public sealed record PartnerCompatibility
{
    /// <summary>A partner that keeps to the standard and the signing profile.</summary>
    public static PartnerCompatibility Standard { get; } = new();

    /// <summary>It sends <c>x-timestamp</c> in seconds (10 digits). Milliseconds are read from it too.</summary>
    public bool TimestampInSeconds { get; init; }

    /// <summary>It answers <c>code</c> 200 for success, as the first version of the standard did in 5.4. 0 is read from it too.</summary>
    public bool Code200IsSuccess { get; init; }

    /// <summary>It writes <c>message</c> for <c>msg</c>.</summary>
    public bool MessageForMsg { get; init; }

    /// <summary>It leaves out <c>data</c> where a list is empty.</summary>
    public bool EmptyListWithoutData { get; init; }

    /// <summary>It reads only <c>code</c>, not the HTTP status: every answer to it has status 200.</summary>
    public bool AnswerWithHttp200 { get; init; }

    /// <summary>How signatures that are pairs are written, in both directions.</summary>
    public SignatureEncoding SignatureEncoding { get; init; } = SignatureEncoding.Der;
}
