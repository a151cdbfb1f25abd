using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Hosting;
using Interconn.Sdk.Node.Keys;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Partners;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Node.Upkeep;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Interconn.Sdk.Node.Contracts;

/// <summary>Takes applications for contracts (3.1), from strangers too: nothing that is stored already is given way for them, or told to them.</summary>
internal sealed class ContractApplications(
    ContractBook book,
    AddressPolicy addresses,
    PartnerKeys partnerKeys,
    OwnKeys ownKeys,
    ContractTransitions transitions,
    ContractTurns turns,
    ConfirmationResend resend,
    DecisionRequests decisions,
    IOptions<InterconnNodeOptions> options) : IDisposable
{
    private const int IdBytes = 16;
    private const int NetworkBits = 64;

    // Turns make counting and keeping one step, in however many processes. Callers of this one go one by one all the same: of many at one turn all but one
    // would count in vain, and each of them again and again.
    private readonly SemaphoreSlim gate = new(1);

    public async Task<ContractReceipt> ReceiveAsync(ContractApplication request, InterconnContext context, CancellationToken cancellationToken)
    {
        if (!addresses.TryRead(request.Address, out _, out string? refusal))
        {
            throw InterconnException.ForField("address", $"is not taken: {refusal}.");
        }

        ContractRecord application = Draft(request, context);
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ContractRecord kept = await book.MoveAsync(token => KeepAsync(application, context, token), cancellationToken).ConfigureAwait(false);
            if (kept is { Status: ApprovalStatus.Applied, AwaitsPerson: false })
            {
                context.AfterAnswer(() => decisions.Request(kept.Key));
            }

            return new ContractReceipt { ContractId = kept.ContractId };
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private ContractRecord Draft(ContractApplication request, InterconnContext context)
    {
        DateTimeOffset now = book.Now;
        DateTimeOffset expiresAt = ContractTime.Fit(request.ExpiredTime ?? now + options.Value.ContractTerm);
        if (expiresAt <= now)
        {
            throw InterconnException.ForField("expired_time", "must be in the future.");
        }

        return new ContractRecord
        {
            PartnerNodeId = context.CallerNodeId,
            ContractId = "",
            Role = PartyRole.Holder,
            Status = ApprovalStatus.Applied,
            Partner = new NodeInfo
            {
                NodeId = request.NodeId,
                Name = request.Name,
                Address = request.Address,
                Description = request.Description,
                InstId = request.InstId,
                Institution = request.Institution,
                System = request.System,
                SystemVersion = request.SystemVersion,
            },
            IsAddressOffered = true,
            ExpiresAt = expiresAt,
            AppliedAt = now,
            AuthType = context.OfferedCredential!.AuthType,
            AuthCredential = request.AuthCredential,
            Trust = context.OfferedTrust,
            IsProven = context.IsSigned,
            RemoteAddress = Network(context.RemoteAddress),
            OwnKeyFingerprint = ownKeys.Active.PublicKey.Fingerprint,
        };
    }

    private async ValueTask<ContractMove> KeepAsync(ContractRecord application, InterconnContext context, CancellationToken cancellationToken)
    {
        // Before anything is read: who looks, and finds neither a copy nor a cap reached, is the next to add one, or looks again.
        IReadOnlyList<Turn> taken = await turns.OfApplicationAsync(
            application.PartnerNodeId, application.RemoteAddress, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = book.Now;
        VerificationKey key = context.OfferedCredential!.Key;
        IReadOnlyList<ContractRecord> undecided = await ListAsync(
            new ContractFilter { PartnerNodeId = application.PartnerNodeId, Status = ApprovalStatus.Applied }, now, cancellationToken).ConfigureAwait(false);
        bool awaitsPerson = application.Trust != TrustDecision.Trusted
            || await partnerKeys.IsUnheardOfAsync(application.PartnerNodeId, key, application.IsProven, cancellationToken).ConfigureAwait(false);
        application = application with { AwaitsPerson = awaitsPerson };
        if (application.IsProven)
        {
            IReadOnlyList<ContractRecord> approved = await ListAsync(
                new ContractFilter { PartnerNodeId = application.PartnerNodeId, Status = ApprovalStatus.Approved }, now, cancellationToken).ConfigureAwait(false);
            ContractRecord? known = approved.OrderByDescending(contract => contract.ApprovedAt).Concat(undecided)
                .FirstOrDefault(contract => key.Equals(partnerKeys.KeyOf(contract)));
            if (known is not null)
            {
                return Again(known, application, now);
            }
        }

        await RequireRoomAsync(application, undecided.Count, now, cancellationToken).ConfigureAwait(false);
        ContractRecord added = transitions.Planned(
            application with { ContractId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)) }, now);
        return ContractMove.To(
            new NodeChange { At = now, Contracts = [added], Turns = taken },
            logger => ContractLog.AppliedFor(
                logger, added.PartnerNodeId, added.ContractId, added.RemoteAddress, key.Fingerprint, added.Trust, added.IsProven, added.AwaitsPerson));
    }

    /// <summary>An application by the key of one that is open, or of a contract in force: it is that one, and its sender has proved itself.</summary>
    private ContractMove Again(ContractRecord known, ContractRecord application, DateTimeOffset now)
    {
        ContractRecord renewed = known with { Partner = application.Partner, IsAddressOffered = true };
        if (known.Status == ApprovalStatus.Approved)
        {
            return ContractMove.To(resend.AfterApplication(renewed, now), Report);
        }

        if (!known.IsProven)
        {
            // Anybody could have written what was kept until now.
            renewed = renewed with
            {
                IsProven = true,
                Trust = application.Trust,
                ExpiresAt = application.ExpiresAt,
                RemoteAddress = application.RemoteAddress,
                AwaitsPerson = application.AwaitsPerson,
            };
        }

        return ContractMove.To(new NodeChange { At = now, Contracts = [transitions.Planned(renewed, now)] }, Report);

        void Report(ILogger logger) =>
            ContractLog.AppliedForAgain(logger, known.PartnerNodeId, known.ContractId, known.Status, application.RemoteAddress);
    }

    private async ValueTask RequireRoomAsync(ContractRecord application, int ofNode, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ofNode >= options.Value.MaxApplicationsPerNode)
        {
            throw new InterconnException(
                InterconnCodes.TooMany, $"{ofNode} applications of {application.PartnerNodeId} wait for a decision already (MaxApplicationsPerNode).");
        }

        if (application.RemoteAddress is null)
        {
            return;
        }

        IReadOnlyList<ContractRecord> ofAddress = await ListAsync(
            new ContractFilter { RemoteAddress = application.RemoteAddress, Status = ApprovalStatus.Applied }, now, cancellationToken).ConfigureAwait(false);
        if (ofAddress.Count >= options.Value.MaxApplicationsPerAddress)
        {
            throw new InterconnException(
                InterconnCodes.TooMany,
                $"{ofAddress.Count} applications from {application.RemoteAddress} wait for a decision already (MaxApplicationsPerAddress).");
        }
    }

    /// <summary>The partners' own contracts that are in the status of the filter with expiry counted.</summary>
    private async ValueTask<IReadOnlyList<ContractRecord>> ListAsync(ContractFilter filter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContractRecord> stored = await book.ListAsync(
            filter with { Role = PartyRole.Holder, Take = int.MaxValue }, cancellationToken).ConfigureAwait(false);
        return [.. stored.Where(contract => contract.StatusAt(now) == filter.Status)];
    }

    // Whoever has one IPv6 address has the /64 around it.
    private static string? Network(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return plain.ToString();
        }

        byte[] bytes = plain.GetAddressBytes();
        Array.Clear(bytes, NetworkBits / 8, bytes.Length - (NetworkBits / 8));
        return $"{new IPAddress(bytes)}/{NetworkBits}";
    }
}
