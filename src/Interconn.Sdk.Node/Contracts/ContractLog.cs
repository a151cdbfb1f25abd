using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Partners;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>What is logged of contracts: event ids 510 to 529. Keys by their fingerprint, never as they came.</summary>
internal static partial class ContractLog
{
    [LoggerMessage(EventId = 510, EventName = "ContractAppliedFor", Level = LogLevel.Information,
        Message = "{Partner} applied for contract {ContractId} from {RemoteAddress} with the key {Fingerprint} (trust {Trust}, proven {IsProven}, "
            + "for a person {AwaitsPerson})")]
    public static partial void AppliedFor(
        ILogger logger, string partner, string contractId, string? remoteAddress, string fingerprint, TrustDecision? trust, bool isProven, bool awaitsPerson);

    [LoggerMessage(EventId = 511, EventName = "ContractAppliedForAgain", Level = LogLevel.Information,
        Message = "{Partner} applied again for contract {ContractId} ({Status}) from {RemoteAddress}")]
    public static partial void AppliedForAgain(ILogger logger, string partner, string contractId, ApprovalStatus status, string? remoteAddress);

    [LoggerMessage(EventId = 512, EventName = "ContractLeftToPerson", Level = LogLevel.Information,
        Message = "The application of {Partner} for contract {ContractId} waits for a person")]
    public static partial void LeftToPerson(ILogger logger, string partner, string contractId);

    [LoggerMessage(EventId = 513, EventName = "ContractApproved", Level = LogLevel.Information,
        Message = "Contract {ContractId} with {Partner} is approved until {ExpiresAt:O} (this node: {Role})")]
    public static partial void Approved(ILogger logger, string partner, string contractId, DateTimeOffset expiresAt, PartyRole role);

    [LoggerMessage(EventId = 514, EventName = "ContractRejected", Level = LogLevel.Information,
        Message = "Contract {ContractId} with {Partner} is rejected (this node: {Role})")]
    public static partial void Rejected(ILogger logger, string partner, string contractId, PartyRole role);

    [LoggerMessage(EventId = 515, EventName = "ContractTerminated", Level = LogLevel.Information,
        Message = "Contract {ContractId} with {Partner} has ended: {Cause} (this node: {Role})")]
    public static partial void Terminated(ILogger logger, string partner, string contractId, string cause, PartyRole role);

    [LoggerMessage(EventId = 516, EventName = "ContractKeyWaits", Level = LogLevel.Warning,
        Message = "An approval of contract {ContractId} came in the name of {Partner} with the key {Fingerprint}, for which nothing speaks (other than expected: "
            + "{ContradictsExpectation}). Compare the fingerprint by another channel, then accept the key or refuse it; until then it is used for nothing")]
    public static partial void KeyWaits(ILogger logger, string partner, string contractId, string fingerprint, bool contradictsExpectation);

    [LoggerMessage(EventId = 517, EventName = "ContractConfirmationQueued", Level = LogLevel.Information,
        Message = "{Partner} does not seem to have the confirmation of contract {ContractId}: it is sent again")]
    public static partial void ConfirmationQueued(ILogger logger, string partner, string contractId);

    [LoggerMessage(EventId = 518, EventName = "ContractInquiryFailed", Level = LogLevel.Warning,
        Message = "{Partner} could not be asked where contract {ContractId} stands; it is asked again later")]
    public static partial void InquiryFailed(ILogger logger, Exception exception, string partner, string contractId);

    [LoggerMessage(EventId = 519, EventName = "ContractAwaitsConfirmation", Level = LogLevel.Information,
        Message = "{Partner} says that it has approved contract {ContractId}; its confirmation has not come, or waits for a person")]
    public static partial void AwaitsConfirmation(ILogger logger, string partner, string contractId);

    [LoggerMessage(EventId = 520, EventName = "ContractApplied", Level = LogLevel.Information,
        Message = "This node applied to {Partner} at {Address} for a contract: {ContractId}")]
    public static partial void Applied(ILogger logger, string partner, Uri address, string contractId);

    [LoggerMessage(EventId = 521, EventName = "OwnKeyMissing", Level = LogLevel.Error,
        Message = "Contract {ContractId} with {Partner} names the key {Fingerprint} of this node, which this process was not given. "
            + "Add it to PreviousKeys or PreviousKeyFiles")]
    public static partial void OwnKeyMissing(ILogger logger, string partner, string contractId, string fingerprint);
}
