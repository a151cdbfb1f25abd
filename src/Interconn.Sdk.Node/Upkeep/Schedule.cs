using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Lifecycles;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Upkeep;

/// <summary>
/// When a contract or an audit is to be looked at next, by the state that it is in. Every transition passes its record through here, so that a process that
/// starts anew finds everything that is left to do by its date.
/// </summary>
internal sealed class Schedule(IOptions<InterconnNodeOptions> options)
{
    // The decision begins once the application is acknowledged. This is for where the process ended in between.
    private static readonly TimeSpan DecisionGrace = TimeSpan.FromSeconds(10);

    public ContractRecord Plan(ContractRecord contract, DateTimeOffset now) => contract with
    {
        DueAt = contract.Status switch
        {
            ApprovalStatus.Applied when contract.Role == PartyRole.Holder => contract.AwaitsPerson
                ? contract.ExpiresAt
                : Earlier(now + DecisionGrace, contract.ExpiresAt),
            ApprovalStatus.Applied => Earlier(now + InquiryDelay(contract.Inquiries), contract.ExpiresAt),
            ApprovalStatus.Approved => Earlier(now + options.Value.MaxInquiryDelay, contract.ExpiresAt),

            // What hangs on it is still to be ended; who has done so, clears the date. On an application hangs nothing.
            _ => contract.ApprovedAt is null ? null : now,
        },
    };

    public AuditRecord Plan(AuditRecord audit, DateTimeOffset now) => audit with
    {
        DueAt = audit.Status switch
        {
            ApprovalStatus.Applied when audit.Role == PartyRole.Holder => audit.AwaitsPerson ? null : now + DecisionGrace,

            // The standard has no query for jobs: there the outbox is all.
            ApprovalStatus.Applied => audit.Resource == AuditResource.Job ? null : now + InquiryDelay(audit.Inquiries),
            ApprovalStatus.Approved => audit.Role == PartyRole.Holder || audit.Resource == AuditResource.Job ? null : now + options.Value.MaxInquiryDelay,
            _ => audit.Resource == AuditResource.Project && audit.ApprovedAt is not null ? now : null,
        },
    };

    private TimeSpan InquiryDelay(int inquiries)
    {
        double delay = options.Value.FirstInquiryDelay.TotalSeconds * Math.Pow(2, inquiries);
        return TimeSpan.FromSeconds(Math.Min(delay, options.Value.MaxInquiryDelay.TotalSeconds));
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
