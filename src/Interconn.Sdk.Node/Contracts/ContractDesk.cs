using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Partners;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>What this node itself does with its contracts: decides, ends, asks, and lets them run out.</summary>
internal sealed class ContractDesk(
    ContractBook book,
    NodeState state,
    ContractTransitions transitions,
    ContractTurns turns,
    ContractEnding ending,
    ContractInquiries inquiries,
    ContractConfirmations confirmations,
    PartnerKeys partnerKeys,
    OwnKeys ownKeys) : IContractUpkeep
{
    /// <summary>
    /// Does what the policy says of an application. What is a person's to decide stays so, and becomes so where the node has had a contract approved meanwhile
    /// whose key is another.
    /// </summary>
    public Task<ContractRecord> DecideAsync(ContractKey key, ApprovalDirective directive, CancellationToken cancellationToken) => book.MoveAsync(
        key,
        async (contract, token) =>
        {
            if (contract.Role != PartyRole.Holder || contract.StatusAt(book.Now) != ApprovalStatus.Applied)
            {
                return Decide(contract, directive);
            }

            if (contract.AwaitsPerson)
            {
                return ContractMove.None(contract);
            }

            // Whoever has another contract approved meanwhile, here or in another process, takes the turn: then it is looked again.
            Turn turn = await turns.WithAsync(contract.PartnerNodeId, token).ConfigureAwait(false);
            bool isForPerson = await partnerKeys.IsUnheardOfAsync(
                contract.PartnerNodeId, partnerKeys.KeyOf(contract), contract.IsProven, token).ConfigureAwait(false);
            return Decide(contract, isForPerson ? ApprovalDirective.Wait : directive).InTurn(turn);
        },
        cancellationToken);

    /// <summary>Does what a person says of an application.</summary>
    public Task<ContractRecord> DecideAsPersonAsync(ContractKey key, ApprovalDirective directive, CancellationToken cancellationToken) =>
        book.MoveAsync(
            key,
            async (contract, token) => Decide(contract, directive).InTurn(await turns.WithAsync(contract.PartnerNodeId, token).ConfigureAwait(false)),
            cancellationToken);

    /// <summary>Ends a contract, and tells the partner.</summary>
    public async Task<ContractRecord> TerminateAsync(ContractKey key, CancellationToken cancellationToken)
    {
        ContractRecord contract = await book.MoveAsync(key, PrepareTerminationAsync, cancellationToken).ConfigureAwait(false);
        return await ending.FinishAsync(contract, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Withdraws an application whose approvals came with keys of which none is the partner's.</summary>
    public Task<ContractRecord> RefuseKeysAsync(ContractKey key, CancellationToken cancellationToken) => book.MoveAsync(
        key,
        (contract, token) => contract.WaitingKeys.Count > 0
            ? PrepareTerminationAsync(contract, token)
            : throw new InterconnException(
                InterconnCodes.IllegalTransition,
                $"No key waits for {contract}. ContractRecord.WaitingKeys lists those that do; TerminateAsync ends a contract."),
        cancellationToken);

    /// <summary>Takes a key that waits, once the partner has said that it has approved.</summary>
    public async Task<ContractRecord> AcceptKeyAsync(ContractKey key, string fingerprint, CancellationToken cancellationToken)
    {
        RequireWaiting(await book.RequireAsync(key, cancellationToken).ConfigureAwait(false), fingerprint);
        ApprovalStatus answer = await inquiries.InquireAsync(key, cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            ApprovalStatus.Approved => await book.MoveAsync(
                key,
                async (contract, token) => Accept(contract, fingerprint).InTurn(await turns.WithAsync(contract.PartnerNodeId, token).ConfigureAwait(false)),
                cancellationToken).ConfigureAwait(false),
            ApprovalStatus.Applied => throw new InterconnException(
                InterconnCodes.IllegalTransition,
                $"{key.PartnerNodeId} says that it has not decided on contract {key.ContractId}: the key that waits did not come "
                + "from it, or it has gone back on it. The key goes on waiting."),
            _ => await book.RequireAsync(key, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Asks the partner where a contract stands, and acts on the answer.</summary>
    public Task<ApprovalStatus> InquireAsync(ContractKey key, CancellationToken cancellationToken) => inquiries.InquireAsync(key, cancellationToken);

    /// <summary>Writes down that a contract has run out, with all that hangs on it; finishes what an interrupted end left.</summary>
    public async Task ExpireAsync(ContractKey key, CancellationToken cancellationToken)
    {
        if (await book.FindAsync(key, cancellationToken).ConfigureAwait(false) is null)
        {
            return;
        }

        ContractRecord contract = await book.MoveAsync(
            key,
            async (current, token) =>
            {
                bool hasRunOut = current.Status != current.StatusAt(book.Now);
                return hasRunOut
                    ? await ending.PrepareAsync(current, "it ran out", current.ExpiresAt, token).ConfigureAwait(false)
                    : ContractMove.None(current);
            },
            cancellationToken).ConfigureAwait(false);
        await ending.FinishAsync(contract, cancellationToken).ConfigureAwait(false);
    }

    private ContractMove Decide(ContractRecord contract, ApprovalDirective directive)
    {
        DateTimeOffset now = book.Now;
        ApprovalStatus status = contract.StatusAt(now);
        if (contract.Role != PartyRole.Holder)
        {
            throw new InterconnException(
                InterconnCodes.IllegalTransition,
                $"{contract} is one that this node applied for: its partner decides. A key that waits is accepted or refused by InterconnNode.Contracts.");
        }

        if (directive == ApprovalDirective.Wait)
        {
            return status == ApprovalStatus.Applied && !contract.AwaitsPerson
                ? ContractMove.To(
                    new NodeChange { At = now, Contracts = [transitions.Planned(contract with { AwaitsPerson = true }, now)] },
                    logger => ContractLog.LeftToPerson(logger, contract.PartnerNodeId, contract.ContractId))
                : ContractMove.None(contract);
        }

        LifecycleAct act = directive.IsRejection ? LifecycleAct.Reject : LifecycleAct.Approve;
        return Lifecycle.Contract.Judge(contract.Role, act, status) switch
        {
            MoveVerdict.Repeat => ContractMove.None(contract),
            MoveVerdict.Legal => directive.IsRejection ? Reject(contract, now) : Approve(contract, directive.Terms!, now),
            _ => throw new InterconnException(InterconnCodes.IllegalTransition, $"{contract} is {status}: nothing is left to decide."),
        };
    }

    private ContractMove Approve(ContractRecord contract, ApprovalTerms terms, DateTimeOffset now)
    {
        DateTimeOffset expiresAt = ContractTime.Earlier(contract.ExpiresAt, terms.ExpiresAt is { } end ? ContractTime.Fit(end) : null);
        if (expiresAt <= now)
        {
            throw new InterconnRequestException(
                $"{contract} cannot be approved until {terms.ExpiresAt:O}, since it is {now:O}. Give ApprovalTerms.ExpiresAt a later time, or none.")
            {
                Field = "expired_time",
            };
        }

        ISigningKey ownKey = ownKeys.Active;
        ContractRecord approved = transitions.Approved(
            contract with { OwnKeyFingerprint = ownKey.PublicKey.Fingerprint, PartnerHasOwnKey = false }, expiresAt, now);
        return ContractMove.To(
            new NodeChange { At = now, Contracts = [approved], Messages = [ContractMessages.Approval(approved, ownKey, now)] },
            logger => ContractLog.Approved(logger, approved.PartnerNodeId, approved.ContractId, approved.ExpiresAt, approved.Role));
    }

    private ContractMove Reject(ContractRecord contract, DateTimeOffset now)
    {
        // The message is signed with the key that the contract names, which must be the one that it carries.
        ISigningKey ownKey = ownKeys.Active;
        ContractRecord rejected = transitions.Rejected(contract with { OwnKeyFingerprint = ownKey.PublicKey.Fingerprint }, now);
        return ContractMove.To(
            new NodeChange { At = now, Contracts = [rejected], Messages = [ContractMessages.Rejection(rejected, ownKey, now)] },
            logger => ContractLog.Rejected(logger, contract.PartnerNodeId, contract.ContractId, contract.Role));
    }

    private async ValueTask<ContractMove> PrepareTerminationAsync(ContractRecord contract, CancellationToken cancellationToken)
    {
        DateTimeOffset now = book.Now;
        ApprovalStatus status = contract.StatusAt(now);
        switch (Lifecycle.Contract.Judge(contract.Role, LifecycleAct.Terminate, status))
        {
            case MoveVerdict.Repeat:
                return ContractMove.None(contract);
            case MoveVerdict.Illegal:
                throw new InterconnException(
                    InterconnCodes.IllegalTransition,
                    status == ApprovalStatus.Applied
                        ? $"{contract} is not approved yet, and its partner's to withdraw: reject it instead (InterconnNode.Approvals.RejectAsync)."
                        : $"{contract} is {status}: there is nothing to end.");
            default:
                break;
        }

        OutboxMessage[]? unsent = await UnsentApprovalAsync(contract, cancellationToken).ConfigureAwait(false);
        const string Cause = "this node ended it";
        return unsent is null
            ? await ending.PrepareAsync(
                contract, Cause, now, [ContractMessages.Termination(contract, now)], supersedesLane: true, cancellationToken).ConfigureAwait(false)
            : await ending.PrepareAsync(
                contract,
                Cause,
                now,
                [.. unsent.Select(message => message with { State = OutboxState.Superseded, EndedAt = now, Body = null })],
                supersedesLane: false,
                cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The pending messages of an approval that was never sent; null where the partner may have had it. Without it the partner cannot verify that this
    /// node ends the contract, and finds it ended when it asks.
    /// </summary>
    private async ValueTask<OutboxMessage[]?> UnsentApprovalAsync(ContractRecord contract, CancellationToken cancellationToken)
    {
        if (contract is not { Role: PartyRole.Holder, PartnerHasOwnKey: false })
        {
            return null;
        }

        IReadOnlyList<OutboxMessage> lane = await state.Store.ListMessagesAsync(
            new OutboxFilter { PartnerNodeId = contract.PartnerNodeId, Lane = OutboxLane.Of(contract.Key), Take = int.MaxValue },
            cancellationToken).ConfigureAwait(false);
        bool isUnsent = lane.All(message =>
            message is { Attempts: 0, ClaimedUntil: null, State: OutboxState.Pending or OutboxState.Superseded });
        return isUnsent ? [.. lane.Where(message => message.State == OutboxState.Pending)] : null;
    }

    private ContractMove Accept(ContractRecord contract, string fingerprint)
    {
        WaitingKey key = RequireWaiting(contract, fingerprint);
        return key.ExpiresAt > book.Now
            ? confirmations.Activate(contract, key.AuthType, key.AuthCredential, TrustDecision.Wait, isProven: false, key.ExpiresAt)
            : throw new InterconnException(
                InterconnCodes.IllegalTransition,
                $"{contract} was approved until {key.ExpiresAt:O} with this key, which is past. Refuse the keys and apply again.");
    }

    private WaitingKey RequireWaiting(ContractRecord contract, string fingerprint)
    {
        WaitingKey? key = contract.StatusAt(book.Now) == ApprovalStatus.Applied
            ? contract.WaitingKeys.FirstOrDefault(waiting => string.Equals(waiting.Fingerprint, fingerprint, StringComparison.OrdinalIgnoreCase))
            : null;
        return key ?? throw new InterconnException(
            InterconnCodes.NotFound, $"No key {fingerprint} waits for {contract}. ContractRecord.WaitingKeys lists those that do.");
    }
}
