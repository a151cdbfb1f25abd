using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Partners;

/// <summary>
/// Where a partner departs from the standard. Everything here is off by default. (All of it goes through the constructor, since the binder of
/// the configuration passes over properties that can only be initialised.)
/// </summary>
/// <param name="TimestampInSeconds">It sends <c>x-timestamp</c> in seconds (10 digits). Milliseconds are read from it too.</param>
/// <param name="Code200IsSuccess">
/// It answers <c>code</c> 200 for success, as the first version of the standard did in 5.4. 0 is read from it too.
/// </param>
/// <param name="MessageForMsg">It writes <c>message</c> for <c>msg</c>.</param>
/// <param name="EmptyListWithoutData">It leaves out <c>data</c> where a list is empty.</param>
/// <param name="AnswerWithHttp200">It reads only <c>code</c>, not the HTTP status: every answer to it has status 200.</param>
/// <param name="SignatureEncoding">How signatures that are pairs are written, in both directions.</param>
public sealed record PartnerCompatibility(
    bool TimestampInSeconds = false,
    bool Code200IsSuccess = false,
    bool MessageForMsg = false,
    bool EmptyListWithoutData = false,
    bool AnswerWithHttp200 = false,
    SignatureEncoding SignatureEncoding = SignatureEncoding.Der)
{
    /// <summary>A partner that keeps to the standard and the signing profile.</summary>
    public static PartnerCompatibility Standard { get; } = new();
}
