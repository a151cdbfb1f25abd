using Interconn.Sdk.Node.Stores;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>
/// The rows of changes that count contracts, or rest on there being none, in whichever process of this node they are prepared. A turn is read before anything
/// that it is to answer for: what another writes after that has taken the turn.
/// </summary>
internal sealed class ContractTurns(NodeState state)
{
    /// <summary>The turn of what adds a contract with a node, brings one into force, or ends the last that is.</summary>
    public ValueTask<Turn> WithAsync(string partnerNodeId, CancellationToken cancellationToken) =>
        NextAsync("contracts with " + partnerNodeId, cancellationToken);

    /// <summary>The turns of what adds a contract that a node applies for: of that node, and of the address that it calls from, where that is known.</summary>
    public async ValueTask<IReadOnlyList<Turn>> OfApplicationAsync(string partnerNodeId, string? remoteAddress, CancellationToken cancellationToken)
    {
        Turn ofNode = await WithAsync(partnerNodeId, cancellationToken).ConfigureAwait(false);
        return remoteAddress is null
            ? [ofNode]
            : [ofNode, await NextAsync("applications from " + remoteAddress, cancellationToken).ConfigureAwait(false)];
    }

    private async ValueTask<Turn> NextAsync(string key, CancellationToken cancellationToken) =>
        new() { Key = key, Number = await state.Store.FindTurnAsync(key, cancellationToken).ConfigureAwait(false) };
}
