using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>Finds contracts and changes them, each change with its line in the log.</summary>
internal sealed class ContractBook(NodeState state, AuditCascade cascade, ILogger<ContractBook> logger)
{
    public DateTimeOffset Now => state.Now;

    public ILogger Logger => logger;

    public ValueTask<ContractRecord?> FindAsync(ContractKey key, CancellationToken cancellationToken) => state.Store.FindContractAsync(key, cancellationToken);

    /// <summary>Finds a contract for this node's own administrator or program.</summary>
    public async ValueTask<ContractRecord> RequireAsync(ContractKey key, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken).ConfigureAwait(false) ?? throw Unknown(key);

    public ValueTask<IReadOnlyList<ContractRecord>> ListAsync(ContractFilter filter, CancellationToken cancellationToken) =>
        state.Store.ListContractsAsync(filter, cancellationToken);

    /// <summary>Makes a move; it is prepared anew where another transition got in between. A refusal is thrown.</summary>
    public async Task<ContractRecord> MoveAsync(Func<CancellationToken, ValueTask<ContractMove>> prepareAsync, CancellationToken cancellationToken)
    {
        ContractMove made = await state.CommitAsync(
            async token =>
            {
                ContractMove move = await prepareAsync(token).ConfigureAwait(false);
                return new Transition<ContractMove>(move.Change, move);
            },
            cancellationToken).ConfigureAwait(false);
        made.Report?.Invoke(logger);
        if (made.Change is NodeChange change && made.Contract.ApprovedAt == change.At)
        {
            // It is the newest of the pair now: what names no contract belongs to it.
            await cascade.FollowContractsAsync(made.Contract.PartnerNodeId, cancellationToken).ConfigureAwait(false);
        }

        return made.Contract;
    }

    /// <summary>Makes a move of a contract that must be there.</summary>
    public Task<ContractRecord> MoveAsync(
        ContractKey key, Func<ContractRecord, CancellationToken, ValueTask<ContractMove>> prepareAsync, CancellationToken cancellationToken) =>
        MoveAsync(
            async token => await prepareAsync(await RequireAsync(key, token).ConfigureAwait(false), token).ConfigureAwait(false), cancellationToken);

    private static InterconnException Unknown(ContractKey key) => new(
        InterconnCodes.NotFound,
        $"This node has no contract {key.ContractId} with {key.PartnerNodeId}. InterconnNode.Contracts.ListAsync lists those that it has.");
}
