using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>Asks partners where contracts stand (3.5), and draws the conclusions: what is over there is over here.</summary>
internal sealed class ContractInquiries(
    ContractBook book, ContractTransitions transitions, ContractEnding ending, ConfirmationResend resend, OwnKeys ownKeys, InterconnClientFactory clients)
{
    /// <summary>Asks about a contract that is open or in force. Of any other, and where the partner cannot know the key, it says what is known here.</summary>
    public async Task<ApprovalStatus> InquireAsync(ContractKey key, CancellationToken cancellationToken)
    {
        ContractRecord contract = await book.RequireAsync(key, cancellationToken).ConfigureAwait(false);
        ApprovalStatus status = contract.StatusAt(book.Now);
        if (status is not (ApprovalStatus.Applied or ApprovalStatus.Approved))
        {
            return status;
        }

        if (contract is { Role: PartyRole.Holder, PartnerHasOwnKey: false })
        {
            await PutOffAsync(key, isAsked: false, cancellationToken).ConfigureAwait(false);
            return status;
        }

        ApprovalStatus answer;
        try
        {
            answer = await AskAsync(contract, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            ContractLog.InquiryFailed(book.Logger, exception, key.PartnerNodeId, key.ContractId);
            await PutOffAsync(key, isAsked: true, cancellationToken).ConfigureAwait(false);
            throw;
        }

        contract = await book.MoveAsync(key, (current, token) => ConcludeAsync(current, answer, token), cancellationToken).ConfigureAwait(false);
        await ending.FinishAsync(contract, cancellationToken).ConfigureAwait(false);
        if (answer == ApprovalStatus.Applied && contract.Role == PartyRole.Holder)
        {
            // It acknowledged the approval once, and has lost it.
            await resend.HastenAsync(key, cancellationToken).ConfigureAwait(false);
        }

        return answer;
    }

    private async Task<ApprovalStatus> AskAsync(ContractRecord contract, CancellationToken cancellationToken)
    {
        ISigningKey? ownKey = ownKeys.Find(contract.OwnKeyFingerprint);
        if (ownKey is null)
        {
            ContractLog.OwnKeyMissing(book.Logger, contract.PartnerNodeId, contract.ContractId, contract.OwnKeyFingerprint);
            throw new InvalidOperationException(
                $"{contract} names the key {contract.OwnKeyFingerprint} of this node, which this process was not given. Add it to PreviousKeys or "
                + "PreviousKeyFiles.");
        }

        ContractState answer = await clients.Create(contract.PartnerNodeId)
            .With(new InterconnCallOptions { SigningKey = ownKey })
            .Nodes.QueryContractAsync(new ContractQuery { ContractId = contract.ContractId }, cancellationToken).ConfigureAwait(false);
        return answer.Status;
    }

    private async ValueTask<ContractMove> ConcludeAsync(ContractRecord contract, ApprovalStatus answer, CancellationToken cancellationToken)
    {
        DateTimeOffset now = book.Now;
        switch (contract.StatusAt(now), answer)
        {
            case (ApprovalStatus.Applied, ApprovalStatus.Rejected):
                return ContractMove.To(
                    new NodeChange { At = now, Contracts = [transitions.Rejected(contract, now)] },
                    logger => ContractLog.Rejected(logger, contract.PartnerNodeId, contract.ContractId, contract.Role));

            // Who rejected what this node takes for approved has ended it as well.
            case (ApprovalStatus.Applied or ApprovalStatus.Approved, ApprovalStatus.Terminated):
            case (ApprovalStatus.Approved, ApprovalStatus.Rejected):
                return await ending.PrepareAsync(contract, "the partner, asked, said so", now, cancellationToken).ConfigureAwait(false);

            case (ApprovalStatus.Applied, ApprovalStatus.Approved):
                return ContractMove.To(
                    new NodeChange { At = now, Contracts = [Asked(contract with { AwaitsConfirmation = true }, now)] },
                    contract.AwaitsConfirmation
                        ? null
                        : logger => ContractLog.AwaitsConfirmation(logger, contract.PartnerNodeId, contract.ContractId));

            // A partner that was asked for one lost this node's approval when it says so.
            case (ApprovalStatus.Approved, ApprovalStatus.Applied) when contract.Role == PartyRole.Holder:
                return ContractMove.To(
                    new NodeChange { At = now, Contracts = [Asked(contract with { PartnerHasOwnKey = false }, now)] });

            case (ApprovalStatus.Applied or ApprovalStatus.Approved, _):
                return ContractMove.To(new NodeChange { At = now, Contracts = [Asked(contract, now)] });

            default:
                return ContractMove.None(contract);
        }
    }

    /// <summary>Sets the next date where nothing was learnt.</summary>
    private Task<ContractRecord> PutOffAsync(ContractKey key, bool isAsked, CancellationToken cancellationToken) => book.MoveAsync(
        key,
        (contract, _) =>
        {
            DateTimeOffset now = book.Now;
            bool isOpen = contract.StatusAt(now) is ApprovalStatus.Applied or ApprovalStatus.Approved;
            return ValueTask.FromResult(isOpen
                ? ContractMove.To(new NodeChange { At = now, Contracts = [isAsked ? Asked(contract, now) : transitions.Planned(contract, now)] })
                : ContractMove.None(contract));
        },
        cancellationToken);

    private ContractRecord Asked(ContractRecord contract, DateTimeOffset now) =>
        transitions.Planned(contract with { Inquiries = contract.Inquiries + 1 }, now);
}
