using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>Applies for contracts (3.1).</summary>
internal sealed class OwnApplications(
    ContractBook book,
    ApplicationsInFlight flights,
    ContractTransitions transitions,
    LocalNode node,
    OwnKeys ownKeys,
    InterconnClientFactory clients,
    IOptions<InterconnNodeOptions> options)
{
    public async Task<ContractRecord> ApplyAsync(
        Uri partnerAddress, string partnerNodeId, string? expectedFingerprint, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        if (string.Equals(partnerNodeId, node.NodeId, StringComparison.Ordinal))
        {
            throw new ArgumentException("This node cannot apply to itself.", nameof(partnerNodeId));
        }

        DateTimeOffset appliedAt = book.Now;
        ISigningKey ownKey = ownKeys.Active;
        ContractApplication application = Compose(ownKey, ContractTime.Fit(expiresAt ?? appliedAt + options.Value.ContractTerm));
        InterconnClient client = clients.Create(partnerNodeId, partnerAddress).With(new InterconnCallOptions { SigningKey = ownKey });
        NodeInfo partner = await DescribeAsync(client, partnerAddress, cancellationToken).ConfigureAwait(false);
        using IDisposable flight = flights.Begin(partnerNodeId);
        ContractReceipt receipt = await client.Nodes.ApplyContractAsync(application, cancellationToken).ConfigureAwait(false);
        var draft = new ContractRecord
        {
            PartnerNodeId = partnerNodeId,
            ContractId = CheckedId(receipt, partnerNodeId),
            Role = PartyRole.Applicant,
            Status = ApprovalStatus.Applied,
            Partner = partner,
            ExpiresAt = application.ExpiredTime!.Value,
            AppliedAt = appliedAt,
            ExpectedFingerprint = expectedFingerprint,
            OwnKeyFingerprint = ownKey.PublicKey.Fingerprint,
            PartnerHasOwnKey = true,
        };

        // The partner keeps the contract by now: a caller that has gone must not make this node forget it.
        return await book.MoveAsync(token => KeepAsync(draft, partnerAddress, token), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>
    /// What the partner says of itself (3.6), at the address that this node's operator gave. It proves nothing; a partner that does not say is applied to all the
    /// same.
    /// </summary>
    private static async Task<NodeInfo> DescribeAsync(InterconnClient client, Uri partnerAddress, CancellationToken cancellationToken)
    {
        string address = partnerAddress.OriginalString;
        try
        {
            NodeInfo said = await client.Nodes.QueryNodeAsync(new NodeQuery { NodeId = client.PartnerNodeId }, cancellationToken).ConfigureAwait(false);
            NodeFields.Check(address, said.Name, said.Description, said.InstId, said.Institution, said.System, said.SystemVersion);
            return said with { NodeId = client.PartnerNodeId, Address = address };
        }
        catch (InterconnException exception) when (exception is not InterconnTransportException)
        {
            return new NodeInfo
            {
                NodeId = client.PartnerNodeId,
                Address = address,
                Name = "",
                InstId = "",
                Institution = "",
                System = "",
                SystemVersion = "",
            };
        }
    }

    private async ValueTask<ContractMove> KeepAsync(ContractRecord draft, Uri partnerAddress, CancellationToken cancellationToken)
    {
        DateTimeOffset now = book.Now;
        ContractRecord? known = await book.FindAsync(draft.Key, cancellationToken).ConfigureAwait(false);
        if (known is null)
        {
            return ContractMove.To(
                new NodeChange { At = now, Contracts = [transitions.Planned(draft, now)] },
                logger => ContractLog.Applied(logger, draft.PartnerNodeId, partnerAddress, draft.ContractId));
        }

        if (known.Role != PartyRole.Applicant)
        {
            throw new InterconnProtocolException(
                $"{draft.PartnerNodeId} answered an application with the id {draft.ContractId}, which this node itself gave to a contract with it. "
                + "Have the partner choose another.");
        }

        if (known.StatusAt(now) is not (ApprovalStatus.Applied or ApprovalStatus.Approved))
        {
            throw new InterconnProtocolException(
                $"{draft.PartnerNodeId} answered an application with contract {draft.ContractId}, which is {known.StatusAt(now)} here. Apply again once it knows "
                + "of that.");
        }

        if (known.Status != ApprovalStatus.Applied)
        {
            return ContractMove.None(known);
        }

        ContractRecord renewed = known with
        {
            ExpectedFingerprint = draft.ExpectedFingerprint ?? known.ExpectedFingerprint,
            Partner = known.Partner with { Address = draft.Partner.Address },
            IsAddressOffered = false,
        };
        return ContractMove.To(new NodeChange { At = now, Contracts = [transitions.Planned(renewed, now)] });
    }

    private ContractApplication Compose(ISigningKey ownKey, DateTimeOffset expiresAt)
    {
        NodeIdentity self = node.Options.Node;
        string[] missing =
        [
            .. new (string Name, string? Value)[]
            {
                (nameof(self.NodeId), self.NodeId),
                (nameof(self.InstId), self.InstId),
                (nameof(self.Institution), self.Institution),
                (nameof(self.Name), self.Name),
                (nameof(self.System), self.System),
                (nameof(self.SystemVersion), self.SystemVersion),
                (nameof(self.Address), self.Address?.OriginalString),
            }
            .Where(option => string.IsNullOrEmpty(option.Value))
            .Select(option => $"{InterconnOptions.SectionName}:{nameof(InterconnOptions.Node)}:{option.Name}"),
        ];
        return missing.Length > 0
            ? throw new InvalidOperationException($"An application for a contract describes the whole of this node. Set {string.Join(", ", missing)}.")
            : new ContractApplication
            {
                NodeId = self.NodeId,
                Name = self.Name,
                Address = self.Address!.OriginalString,
                Description = self.Description,
                InstId = self.InstId,
                Institution = self.Institution,
                System = self.System,
                SystemVersion = self.SystemVersion,
                AuthType = ownKey.AuthType,
                AuthCredential = ownKey.AuthCredential,
                ExpiredTime = expiresAt,
            };
    }

    private static string CheckedId(ContractReceipt receipt, string partnerNodeId)
    {
        try
        {
            FieldRules.Id(receipt.ContractId);
            return receipt.ContractId;
        }
        catch (InterconnException exception)
        {
            throw new InterconnProtocolException($"{partnerNodeId} answered an application with an id that is none. {exception.Message}", exception);
        }
    }
}
