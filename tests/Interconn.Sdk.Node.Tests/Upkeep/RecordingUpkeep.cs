using System.Collections.Concurrent;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Upkeep;

namespace Interconn.Sdk.Node.Tests.Upkeep;

/// <summary>Stands where contracts and audits are worked on: keeps what the upkeep asks for, and does what a test says.</summary>
internal sealed class RecordingUpkeep(TimeProvider clock) : IContractUpkeep, IAuditUpkeep
{
    private readonly ConcurrentQueue<(string What, DateTimeOffset At)> calls = new();

    /// <summary>What was asked for and when, in order: for instance <c>inquire c-01</c>.</summary>
    public IReadOnlyList<(string What, DateTimeOffset At)> Calls => [.. calls];

    public IReadOnlyList<string> Whats => [.. calls.Select(call => call.What)];

    /// <summary>Done in every call; null for nothing.</summary>
    public Func<string, Task>? Doing { get; set; }

    public Task<ContractRecord> DecideAsync(ContractKey key, ApprovalDirective directive, CancellationToken cancellationToken) =>
        DoAsync(Decision(directive) + key.ContractId, () => Records.Contract(key.ContractId, key.PartnerNodeId));

    public Task<ApprovalStatus> InquireAsync(ContractKey key, CancellationToken cancellationToken) =>
        DoAsync("inquire " + key.ContractId, static () => ApprovalStatus.Approved);

    public Task ExpireAsync(ContractKey key, CancellationToken cancellationToken) => DoAsync("expire " + key.ContractId, static () => true);

    public Task<AuditRecord> DecideAsync(AuditKey key, ApprovalDirective directive, CancellationToken cancellationToken) =>
        DoAsync(Decision(directive) + key.AuditId, () => Records.Audit(key.AuditId, partner: key.PartnerNodeId));

    public Task<ApprovalStatus> InquireAsync(AuditKey key, CancellationToken cancellationToken) =>
        DoAsync("inquire " + key.AuditId, static () => ApprovalStatus.Approved);

    public Task FinishAsync(AuditKey key, CancellationToken cancellationToken) => DoAsync("finish " + key.AuditId, static () => true);

    private static string Decision(ApprovalDirective directive) =>
        directive.Terms is not null ? "approve " : directive.IsRejection ? "reject " : "leave ";

    private async Task<T> DoAsync<T>(string what, Func<T> result)
    {
        calls.Enqueue((what, clock.GetUtcNow()));
        if (Doing is not null)
        {
            await Doing(what);
        }

        return result();
    }
}
