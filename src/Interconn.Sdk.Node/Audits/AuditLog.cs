using Interconn.Sdk.Audits;
using Interconn.Sdk.Permits;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Audits;

/// <summary>What is logged of audits: event ids 530 to 549. Never a token; of a permit's identifier its first 8 characters.</summary>
internal static partial class AuditLog
{
    [LoggerMessage(530, LogLevel.Information, "{Partner} applied for {Resource} {ResourceId} (audit {AuditId}).")]
    public static partial void Received(ILogger logger, string partner, AuditResource resource, string resourceId, string auditId);

    [LoggerMessage(531, LogLevel.Information, "The application of {Partner} for {Resource} {ResourceId} (audit {AuditId}) was approved, with permit {Permit}.")]
    public static partial void Approved(ILogger logger, string partner, AuditResource resource, string resourceId, string auditId, ShortPermitId permit);

    [LoggerMessage(532, LogLevel.Information, "The application of {Partner} for {Resource} {ResourceId} (audit {AuditId}) was rejected.")]
    public static partial void Rejected(ILogger logger, string partner, AuditResource resource, string resourceId, string auditId);

    [LoggerMessage(533, LogLevel.Information, "The application of {Partner} for {Resource} {ResourceId} (audit {AuditId}) waits for a person.")]
    public static partial void Waits(ILogger logger, string partner, AuditResource resource, string resourceId, string auditId);

    [LoggerMessage(534, LogLevel.Information, "{Partner} decided on this node's application for {Resource} {ResourceId} (audit {AuditId}): {Status}.")]
    public static partial void Decided(ILogger logger, string partner, AuditResource resource, string resourceId, string auditId, ApprovalStatus status);

    [LoggerMessage(535, LogLevel.Information, "The audit {AuditId} of {Resource} {ResourceId} with {Partner} ended: {Reason}.")]
    public static partial void Ended(
        ILogger logger, string partner, AuditResource resource, string resourceId, string auditId, AuditEndReason? reason);

    [LoggerMessage(536, LogLevel.Information, "This node applies to {Partner} for {Resource} {ResourceId} (audit {AuditId}).")]
    public static partial void Applied(ILogger logger, string partner, AuditResource resource, string resourceId, string auditId);

    [LoggerMessage(537, LogLevel.Debug, "{Partner}, asked where the audit {AuditId} of {Resource} stands, said {Status}.")]
    public static partial void Answered(ILogger logger, string partner, AuditResource resource, string auditId, ApprovalStatus status);

    [LoggerMessage(538, LogLevel.Warning, "{Partner}, asked where the audit {AuditId} of {Resource} stands, gave no answer that could be used. It is asked again later.")]
    public static partial void Unanswered(ILogger logger, Exception exception, string partner, AuditResource resource, string auditId);

    [LoggerMessage(539, LogLevel.Information, "{Partner} does not know yet that the audit {AuditId} of {Resource} is approved: the confirmation is sent again now.")]
    public static partial void Hastened(ILogger logger, string partner, AuditResource resource, string auditId);

    [LoggerMessage(540, LogLevel.Error, "The permit store failed to find a permit. The caller is answered 50301.")]
    public static partial void PermitStoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(541, LogLevel.Warning, "A permit for {Resource} was left out of a call: its token cannot travel, or there is no room for it.")]
    public static partial void PermitLeftOut(ILogger logger, ResourceUrn resource);
}
