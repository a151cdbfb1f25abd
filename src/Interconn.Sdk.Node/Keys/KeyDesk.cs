using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Keys;

/// <summary>Takes what a partner tells of its node and its key (3.4).</summary>
internal sealed class KeyDesk(
    NodeState state,
    Schedule schedule,
    LocalNode node,
    AddressPolicy addresses,
    IPartnerDirectory directory,
    CertificateTrust trust,
    CredentialReader credentials,
    IServiceScopeFactory scopes,
    ILogger<KeyDesk> logger)
{
    /// <summary>
    /// Takes an update: the new key counts at once, and the one before it for the length of the tolerance. Said again, it changes nothing. The server has
    /// verified the call by a key that may name the contract, and has asked the trust policy about the new one.
    /// </summary>
    public async Task UpdateReceivedAsync(NodeUpdate request, InterconnContext context, CancellationToken cancellationToken)
    {
        (ContractRecord before, ContractRecord after) = await state.CommitAsync(
            async token =>
            {
                DateTimeOffset now = state.Now;
                Partner? partner = await directory.FindAsync(context.CallerNodeId, token).ConfigureAwait(false);
                ContractRecord contract = await FindAsync(new ContractKey(context.CallerNodeId, request.ContractId), now, token).ConfigureAwait(false);
                RequireTrust(context, partner);
                ContractRecord changed = Describe(await ExchangeAsync(contract, request, context, partner, now, token).ConfigureAwait(false), request);
                return new Transition<(ContractRecord, ContractRecord)>(
                    changed == contract ? null : new NodeChange { At = now, Contracts = [schedule.Plan(changed, now)] }, (contract, changed));
            },
            cancellationToken).ConfigureAwait(false);
        Report(before, after, context);
    }

    private async ValueTask<ContractRecord> FindAsync(ContractKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ContractRecord contract = await state.Store.FindContractAsync(key, cancellationToken).ConfigureAwait(false) ?? throw new InterconnException(
            InterconnCodes.NotPermitted,
            $"The contract {key.ContractId} with {key.PartnerNodeId} was written down by the host (Partners), so its key and address are changed there.");
        return contract.IsLive(now)
            ? contract
            : throw new InterconnException(InterconnCodes.NotFound, $"The {contract} is not in force.");
    }

    private void RequireTrust(InterconnContext context, Partner? partner)
    {
        PartnerCredential offered = context.OfferedCredential!;
        if (offered.Certificate is null)
        {
            if (context.OfferedTrust == TrustDecision.Refused)
            {
                throw new InterconnException(
                    InterconnCodes.NotPermitted, $"The key {offered.Key.Fingerprint} that {context.CallerNodeId} offers is refused: another one is pinned for it.");
            }

            return;
        }

        // The second holds the certificate to what every call under it will be held to. One that fails there would lock the partner out.
        if (context.OfferedTrust != TrustDecision.Trusted
            || trust.Check(offered, context.CallerNodeId, partner?.PinnedFingerprint) != CertificateVerdict.Trusted)
        {
            throw InterconnException.ForField(
                "auth_credential", "is a certificate that neither a configured root (RootCertificateFiles) nor a pin speaks for, or not today, or of another node.");
        }
    }

    private async ValueTask<ContractRecord> ExchangeAsync(
        ContractRecord contract, NodeUpdate request, InterconnContext context, Partner? partner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        PartnerCredential offered = context.OfferedCredential!;
        KnownKey? present = Read(contract.AuthType, contract.AuthCredential);
        KnownKey? previous = Read(contract.PreviousAuthType, contract.PreviousAuthCredential);
        bool isExchange = present?.Fingerprint != offered.Key.Fingerprint;
        if (isExchange && !MayExchange(contract, context.Credential!.Key, present, previous, partner, now))
        {
            throw new InterconnException(
                InterconnCodes.IllegalTransition,
                $"{context.CallerNodeId} offers another key for contract {contract.ContractId}, signed with one that was exchanged already.");
        }

        // Going from a certificate to a bare key leaves its dates and its issuer behind.
        bool isOtherKind = present?.AlgorithmId != offered.Key.Algorithm.Id || (present.IsCertificate && offered.Certificate is null);
        if (isOtherKind && !await IsAllowedAsync(contract, offered, cancellationToken).ConfigureAwait(false))
        {
            throw new InterconnException(
                InterconnCodes.NotPermitted,
                $"{context.CallerNodeId} offers a key of another kind ({offered.AuthType}) for contract {contract.ContractId}, which IApprovalPolicy does not allow.");
        }

        ContractRecord renewed = contract with { AuthType = offered.AuthType, AuthCredential = request.AuthCredential };
        return !isExchange ? renewed : renewed with
        {
            PreviousAuthType = contract.AuthType,
            PreviousAuthCredential = contract.AuthCredential,
            PreviousUntil = now + node.Options.TimestampTolerance,
        };
    }

    /// <summary>
    /// Whether a key may put another in the place of the present one: the present one itself, or that of another contract in force. Not one that was
    /// exchanged already: of two exchanges that were begun with the same key, one wins.
    /// </summary>
    private static bool MayExchange(
        ContractRecord contract, VerificationKey signer, KnownKey? present, KnownKey? previous, Partner? partner, DateTimeOffset now) =>
        signer.Fingerprint == present?.Fingerprint
        || (signer.Fingerprint != previous?.Fingerprint
            && partner?.Contracts.Any(other =>
                other.ContractId != contract.ContractId && other.IsLive(now) && other.Credential?.Key.Equals(signer) == true) == true);

    private ContractRecord Describe(ContractRecord contract, NodeUpdate request)
    {
        // What the operator wrote down stays the operator's word when the partner says the same.
        bool isSameAddress = IsSame(contract.Partner.Address, request.Address);
        if (!isSameAddress && !addresses.TryRead(request.Address, out _, out string? refusal))
        {
            throw InterconnException.ForField("address", refusal + ".");
        }

        return contract with
        {
            IsAddressOffered = contract.IsAddressOffered || !isSameAddress,
            Partner = contract.Partner with
            {
                Name = request.Name,
                Address = isSameAddress ? contract.Partner.Address : request.Address,
                Description = request.Description,
                InstId = request.InstId,
                Institution = request.Institution,
                System = request.System,
                SystemVersion = request.SystemVersion,
            },
        };
    }

    private static bool IsSame(string one, string other) =>
        Uri.TryCreate(one, UriKind.Absolute, out Uri? first)
        && Uri.TryCreate(other, UriKind.Absolute, out Uri? second)
        && first.AbsoluteUri.TrimEnd('/') == second.AbsoluteUri.TrimEnd('/');

    private async ValueTask<bool> IsAllowedAsync(ContractRecord contract, PartnerCredential offered, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return await scope.ServiceProvider.GetRequiredService<IApprovalPolicy>()
                .AllowsAlgorithmChangeAsync(contract, offered, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Report(ContractRecord before, ContractRecord after, InterconnContext context)
    {
        if (before.PreviousAuthCredential != after.PreviousAuthCredential)
        {
            KeyLog.PartnerKeyExchanged(
                logger, after.PartnerNodeId, after.ContractId, context.OfferedCredential!.Key.Fingerprint, after.PreviousUntil!.Value);
        }

        if (before.Partner.Address != after.Partner.Address)
        {
            KeyLog.PartnerMoved(logger, after.PartnerNodeId, after.ContractId, after.Partner.Address);
        }
    }

    private KnownKey? Read(string? authType, string? authCredential)
    {
        if (authType is null || authCredential is null)
        {
            return null;
        }

        PartnerCredential credential;
        try
        {
            credential = credentials.Read(authType, authCredential);
        }
        catch (InterconnException)
        {
            // Of an algorithm that this process was not given: no call is verified with it either.
            return null;
        }

        foreach (IDisposable certificate in credential.Certificates)
        {
            certificate.Dispose();
        }

        return new KnownKey(credential.Key.Fingerprint, credential.Key.Algorithm.Id, credential.Certificates.Count > 0);
    }

    private sealed record KnownKey(string Fingerprint, string AlgorithmId, bool IsCertificate);
}
