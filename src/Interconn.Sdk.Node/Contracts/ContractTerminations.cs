using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>Ends contracts for the partner (3.3). When it is answered, nothing that hangs on the contract holds any more.</summary>
internal sealed class ContractTerminations(ContractBook book, ContractEnding ending, InMemoryPartnerDirectory configured)
{
    public async Task ReceiveAsync(ContractTermination request, InterconnContext context, CancellationToken cancellationToken)
    {
        var key = new ContractKey(context.CallerNodeId, request.ContractId);
        ContractRecord contract = await book.MoveAsync(token => PrepareAsync(key, token), cancellationToken).ConfigureAwait(false);
        await ending.FinishAsync(contract, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ContractMove> PrepareAsync(ContractKey key, CancellationToken cancellationToken)
    {
        ContractRecord contract = await book.FindAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw await RefusalAsync(key, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = book.Now;
        PartyRole partner = contract.Role == PartyRole.Holder ? PartyRole.Applicant : PartyRole.Holder;
        return Lifecycle.Contract.Judge(partner, LifecycleAct.Terminate, contract.StatusAt(now)) switch
        {
            MoveVerdict.Legal => await ending.PrepareAsync(contract, "the partner ended it", now, cancellationToken).ConfigureAwait(false),
            MoveVerdict.Repeat => ContractMove.None(contract),
            _ => throw new InterconnException(
                InterconnCodes.IllegalTransition, $"{contract} is {contract.StatusAt(now)}: as its {partner} the partner cannot end it."),
        };
    }

    private async ValueTask<InterconnException> RefusalAsync(ContractKey key, CancellationToken cancellationToken)
    {
        Partner? partner = await configured.FindAsync(key.PartnerNodeId, cancellationToken).ConfigureAwait(false);
        return partner?.Contracts.Any(contract => contract.ContractId == key.ContractId) == true
            ? new InterconnException(
                InterconnCodes.NotPermitted,
                $"Contract {key.ContractId} with {key.PartnerNodeId} was agreed by other means (Partners): it ends where it was written down.")
            : new InterconnException(InterconnCodes.NotFound, $"This node has no contract {key.ContractId} with {key.PartnerNodeId}.");
    }
}
