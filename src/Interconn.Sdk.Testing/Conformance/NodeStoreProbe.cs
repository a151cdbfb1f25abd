using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>A store with the token of the check, and what most checks do with it.</summary>
internal sealed class NodeStoreProbe(NodeStoreUnderTest made, CancellationToken token)
{
    public INodeStore Store => made.Store;

    public IPermitStore Permits => made.Permits;

    public CancellationToken Token => token;

    public Task<bool> TryCommitAsync(NodeChange change) => Store.TryCommitAsync(change, token).AsTask();

    public async Task CommitAsync(NodeChange change, string what = "A commit that nothing stands against") =>
        Expect.True(await TryCommitAsync(change).ConfigureAwait(false), what);

    public async Task RefuseAsync(NodeChange change, string what) => Expect.Equal(false, await TryCommitAsync(change).ConfigureAwait(false), what);

    /// <summary>Stores a contract and gives it as it is stored then.</summary>
    public async Task<ContractRecord> PutAsync(ContractRecord contract)
    {
        await CommitAsync(new NodeChange { At = NodeSamples.Now, Contracts = [contract] }).ConfigureAwait(false);
        return Expect.NotNull(await FindAsync(contract.Key).ConfigureAwait(false), "The contract that was just committed");
    }

    /// <summary>Stores an audit and gives it as it is stored then.</summary>
    public async Task<AuditRecord> PutAsync(AuditRecord audit)
    {
        await CommitAsync(new NodeChange { At = NodeSamples.Now, Audits = [audit] }).ConfigureAwait(false);
        return Expect.NotNull(await FindAsync(audit.Key).ConfigureAwait(false), "The audit that was just committed");
    }

    /// <summary>Stores a message and gives it as it is stored then.</summary>
    public async Task<OutboxMessage> PutAsync(OutboxMessage message)
    {
        await CommitAsync(new NodeChange { At = NodeSamples.Now, Messages = [message] }).ConfigureAwait(false);
        return Expect.NotNull(await FindAsync(message.MessageId).ConfigureAwait(false), "The message that was just committed");
    }

    public Task<ContractRecord?> FindAsync(ContractKey key) => Store.FindContractAsync(key, token).AsTask();

    public Task<AuditRecord?> FindAsync(AuditKey key) => Store.FindAuditAsync(key, token).AsTask();

    public Task<OutboxMessage?> FindAsync(string messageId) => Store.FindMessageAsync(messageId, token).AsTask();

    public Task<PermitRecord?> FindPermitAsync(string permitId) => Permits.FindAsync(permitId, token).AsTask();

    public async Task<string[]> ListAsync(ContractFilter filter) =>
        [.. (await Store.ListContractsAsync(filter, token).ConfigureAwait(false)).Select(static contract => contract.ContractId)];

    public async Task<string[]> ListAsync(AuditFilter filter) =>
        [.. (await Store.ListAuditsAsync(filter, token).ConfigureAwait(false)).Select(static audit => audit.AuditId)];

    public async Task<string[]> ListAsync(OutboxFilter filter) =>
        [.. (await Store.ListMessagesAsync(filter, token).ConfigureAwait(false)).Select(static message => message.MessageId)];

    /// <summary>Claims at a time, for a minute.</summary>
    public Task<IReadOnlyList<OutboxMessage>> ClaimAsync(DateTimeOffset now, int take = 100, params string[] exceptPartners) => Store.ClaimMessagesAsync(
        new OutboxClaim { Now = now, Until = now.AddMinutes(1), Take = take, ExceptPartners = exceptPartners }, token).AsTask();

    public async Task<string[]> ClaimIdsAsync(DateTimeOffset now, int take = 100, params string[] exceptPartners) =>
        [.. (await ClaimAsync(now, take, exceptPartners).ConfigureAwait(false)).Select(static message => message.MessageId)];

    public Task<DateTimeOffset?> NextMessageAtAsync(params string[] exceptPartners) => Store.NextMessageAtAsync(exceptPartners, token).AsTask();

    public Task<int> HastenAsync(string partnerNodeId, DateTimeOffset now) => Store.HastenMessagesAsync(partnerNodeId, now, token).AsTask();

    public Task<DateTimeOffset?> NextDueAtAsync() => Store.NextDueAtAsync(token).AsTask();

    public Task<long> FindTurnAsync(string key) => Store.FindTurnAsync(key, token).AsTask();

    public Task<int> PruneAsync(DateTimeOffset endedBefore) => Store.PruneAsync(endedBefore, token).AsTask();

    public Task CheckAsync() => Store.CheckAsync(token).AsTask();
}
