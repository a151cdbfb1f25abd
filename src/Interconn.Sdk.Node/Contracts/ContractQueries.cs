using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>Answers where a contract stands (3.5). Who asks about an approval does not have it, unless it has said so.</summary>
internal sealed class ContractQueries(ContractBook book, ConfirmationResend resend, InMemoryPartnerDirectory configured)
{
    public async Task<ContractState> ReceiveAsync(ContractQuery request, InterconnContext context, CancellationToken cancellationToken)
    {
        var key = new ContractKey(context.CallerNodeId, request.ContractId);
        ContractRecord? contract = await book.FindAsync(key, cancellationToken).ConfigureAwait(false);
        if (contract is null)
        {
            return await OfConfiguredAsync(key, cancellationToken).ConfigureAwait(false);
        }

        ApprovalStatus status = contract.StatusAt(book.Now);
        if (status == ApprovalStatus.Approved && contract is { Role: PartyRole.Holder, PartnerHasOwnKey: false })
        {
            await resend.HastenAsync(key, cancellationToken).ConfigureAwait(false);
        }

        return new ContractState { Status = status };
    }

    private async ValueTask<ContractState> OfConfiguredAsync(ContractKey key, CancellationToken cancellationToken)
    {
        Partner? partner = await configured.FindAsync(key.PartnerNodeId, cancellationToken).ConfigureAwait(false);
        PartnerContract contract = partner?.Contracts.FirstOrDefault(each => each.ContractId == key.ContractId)
            ?? throw new InterconnException(InterconnCodes.NotFound, $"This node has no contract {key.ContractId} with {key.PartnerNodeId}.");
        bool hasExpired = contract.Status is ApprovalStatus.Applied or ApprovalStatus.Approved && book.Now >= contract.ExpiresAt;
        return new ContractState { Status = hasExpired ? ApprovalStatus.Terminated : contract.Status };
    }
}
