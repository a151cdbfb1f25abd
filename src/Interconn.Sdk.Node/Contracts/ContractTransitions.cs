using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Upkeep;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>Contracts as they are after a transition, with their next date. Nothing is stored here, and whether a move is legal is asked before.</summary>
internal sealed class ContractTransitions(Schedule schedule)
{
    public ContractRecord Planned(ContractRecord contract, DateTimeOffset now) => schedule.Plan(contract, now);

    public ContractRecord Approved(ContractRecord contract, DateTimeOffset expiresAt, DateTimeOffset now) => schedule.Plan(
        Settled(contract) with { Status = ApprovalStatus.Approved, ApprovedAt = now, ExpiresAt = expiresAt }, now);

    public ContractRecord Rejected(ContractRecord contract, DateTimeOffset now) => schedule.Plan(
        Settled(contract) with { Status = ApprovalStatus.Rejected, EndedAt = now }, now);

    public ContractRecord Terminated(ContractRecord contract, DateTimeOffset endedAt, DateTimeOffset now) => schedule.Plan(
        Settled(contract) with { Status = ApprovalStatus.Terminated, EndedAt = endedAt }, now);

    // What only an open application has.
    private static ContractRecord Settled(ContractRecord contract) => contract with
    {
        AwaitsPerson = false,
        AwaitsConfirmation = false,
        WaitingKeys = [],
        Inquiries = 0,
    };
}
