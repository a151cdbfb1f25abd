using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Node.Partners;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>
/// Takes the decisions of partners on applications of this node (3.2). The call proves nothing about its sender: what counts is the id, which only the partner
/// was to know, and what speaks for the key that it brings.
/// </summary>
internal sealed class ContractConfirmations(
    ContractBook book,
    ApplicationsInFlight flights,
    PartnerKeys partnerKeys,
    OwnKeys ownKeys,
    ContractTransitions transitions,
    ContractTurns turns,
    TimeProvider timeProvider,
    IOptions<InterconnNodeOptions> options)
{
    private const int MaxWaitingKeys = 4;

    public async Task ReceiveAsync(ContractConfirmation request, InterconnContext context, CancellationToken cancellationToken)
    {
        var key = new ContractKey(context.CallerNodeId, request.ContractId);
        await RequireApplicationAsync(key, cancellationToken).ConfigureAwait(false);
        await book.MoveAsync(
            async token =>
            {
                ContractRecord contract = await FindApplicationAsync(key, token).ConfigureAwait(false) ?? throw Unknown(key);
                return request.Status == ApprovalDecision.Rejected
                    ? Reject(contract)
                    : Approve(contract, request, context).InTurn(await turns.WithAsync(contract.PartnerNodeId, token).ConfigureAwait(false));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The contract as it is approved with a key, and what this node then has to tell.</summary>
    public ContractMove Activate(ContractRecord contract, string authType, string authCredential, TrustDecision? trust, bool isProven, DateTimeOffset expiresAt)
    {
        DateTimeOffset now = book.Now;
        ContractRecord approved = transitions.Approved(
            contract with
            {
                AuthType = authType,
                AuthCredential = authCredential,
                Trust = trust,
                IsProven = isProven,

                // It had the key with the application, and has verified nothing yet that this node signed under the contract; but it has approved of it.
                PartnerHasOwnKey = true,
            },
            ContractTime.Earlier(contract.ExpiresAt, expiresAt),
            now);

        // The key may have been exchanged while the application was open.
        bool isOwnKeyOld = contract.OwnKeyFingerprint != ownKeys.Active.PublicKey.Fingerprint;
        return ContractMove.To(
            new NodeChange
            {
                At = now,
                Contracts = [approved],
                SupersededLanes = isOwnKeyOld ? [OutboxLane.OfOwnKey(approved.Key)] : [],
                Messages = isOwnKeyOld ? [OutboxMessages.OwnKey(approved, now)] : [],
            },
            logger => ContractLog.Approved(logger, approved.PartnerNodeId, approved.ContractId, approved.ExpiresAt, approved.Role));
    }

    private ContractMove Reject(ContractRecord contract)
    {
        DateTimeOffset now = book.Now;
        if (Judge(contract, LifecycleAct.Reject, now) == MoveVerdict.Repeat)
        {
            return ContractMove.None(contract);
        }

        return ContractMove.To(
            new NodeChange { At = now, Contracts = [transitions.Rejected(contract, now)] },
            logger => ContractLog.Rejected(logger, contract.PartnerNodeId, contract.ContractId, contract.Role));
    }

    private ContractMove Approve(ContractRecord contract, ContractConfirmation request, InterconnContext context)
    {
        DateTimeOffset now = book.Now;
        PartnerCredential offered = context.OfferedCredential!;
        if (Judge(contract, LifecycleAct.Approve, now) == MoveVerdict.Repeat)
        {
            return partnerKeys.Carries(contract, offered.Key)
                ? ContractMove.None(contract)
                : throw new InterconnException(
                    InterconnCodes.ContentConflict, $"{contract} was approved with another key than {offered.Key.Fingerprint}. A key is exchanged by 3.4.");
        }

        DateTimeOffset expiresAt = ContractTime.Fit(request.ExpiredTime!.Value);
        if (expiresAt <= now)
        {
            throw InterconnException.ForField("expired_time", "must be in the future.");
        }

        bool contradicts = context.OfferedTrust == TrustDecision.Refused || IsOtherThanExpected(contract, offered.Key);
        bool isTrusted = !contradicts && (contract.ExpectedFingerprint is not null || context.OfferedTrust == TrustDecision.Trusted);
        return isTrusted
            ? Activate(contract, offered.AuthType, request.AuthCredential!, context.OfferedTrust, context.IsSigned, expiresAt)
            : LetWait(
                contract,
                new WaitingKey
                {
                    Fingerprint = offered.Key.Fingerprint,
                    AuthType = offered.AuthType,
                    AuthCredential = request.AuthCredential!,
                    ExpiresAt = expiresAt,
                    ReceivedAt = now,
                    ContradictsExpectation = contradicts,
                },
                now);
    }

    private static ContractMove LetWait(ContractRecord contract, WaitingKey key, DateTimeOffset now)
    {
        if (contract.WaitingKeys.Any(waiting => waiting.Fingerprint == key.Fingerprint))
        {
            return ContractMove.None(contract);
        }

        if (contract.WaitingKeys.Count >= MaxWaitingKeys)
        {
            throw new InterconnException(InterconnCodes.TooMany, $"{MaxWaitingKeys} keys wait for {contract} already. Accept one of them, or refuse them.");
        }

        // Its date stays: the partner is still to be asked where the contract stands.
        return ContractMove.To(
            new NodeChange { At = now, Contracts = [contract with { WaitingKeys = [.. contract.WaitingKeys, key] }] },
            logger => ContractLog.KeyWaits(logger, contract.PartnerNodeId, contract.ContractId, key.Fingerprint, key.ContradictsExpectation));
    }

    private static MoveVerdict Judge(ContractRecord contract, LifecycleAct act, DateTimeOffset now)
    {
        ApprovalStatus status = contract.StatusAt(now);
        MoveVerdict verdict = Lifecycle.Contract.Judge(PartyRole.Holder, act, status);
        return verdict != MoveVerdict.Illegal
            ? verdict
            : throw new InterconnException(InterconnCodes.IllegalTransition, $"{contract} is {status}; the partner's {act} comes too late.");
    }

    private static bool IsOtherThanExpected(ContractRecord contract, VerificationKey key) =>
        contract.ExpectedFingerprint is string expected && !string.Equals(expected, key.Fingerprint, StringComparison.OrdinalIgnoreCase);

    private async ValueTask<ContractRecord?> FindApplicationAsync(ContractKey key, CancellationToken cancellationToken)
    {
        ContractRecord? contract = await book.FindAsync(key, cancellationToken).ConfigureAwait(false);
        return contract?.Role == PartyRole.Applicant ? contract : null;
    }

    /// <summary>Waits, for a moment, until the contract is known, as long as an application to that node is under way.</summary>
    private async Task RequireApplicationAsync(ContractKey key, CancellationToken cancellationToken)
    {
        CancellationTokenSource? patience = null;
        try
        {
            while (true)
            {
                // Asked for before the store is: an application that ends in between is kept by then.
                Task? nextEnd = flights.NextEnd(key.PartnerNodeId);
                if (await FindApplicationAsync(key, cancellationToken).ConfigureAwait(false) is not null)
                {
                    return;
                }

                if (nextEnd is null || patience?.IsCancellationRequested == true)
                {
                    throw Unknown(key);
                }

                patience ??= new CancellationTokenSource(options.Value.ApplicationPatience, timeProvider);
                await WaitAsync(nextEnd, patience.Token, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            patience?.Dispose();
        }
    }

    private static async Task WaitAsync(Task end, CancellationToken patience, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience, cancellationToken);
        try
        {
            await end.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The patience is over.
        }
    }

    private static InterconnException Unknown(ContractKey key) =>
        new(InterconnCodes.NotFound, $"This node did not apply to {key.PartnerNodeId} for contract {key.ContractId}.");
}
