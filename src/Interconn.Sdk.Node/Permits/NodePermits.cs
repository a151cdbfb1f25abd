using Interconn.Sdk.Audits;
using Interconn.Sdk.Client;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Stores;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Node.Permits;

/// <summary>The permits of this node, for its administrator and for the host's own code: those that partners gave it, and those that it issued.</summary>
public sealed class NodePermits
{
    private readonly NodeState state;
    private readonly InterconnClientFactory clients;
    private readonly Func<PermitIssuer> issuer;
    private readonly IPermitStore permits;
    private readonly ILogger<NodePermits> logger;

    /// <summary>Made by the container; see <c>AddNode</c>.</summary>
    internal NodePermits(
        NodeState state, InterconnClientFactory clients, Func<PermitIssuer> issuer, IPermitStore permits, ILogger<NodePermits> logger)
    {
        this.state = state;
        this.clients = clients;
        this.issuer = issuer;
        this.permits = permits;
        this.logger = logger;
    }

    /// <summary>
    /// Lists the permits that a partner gave this node and that are still good as far as this node knows: the audit is approved, and the time limit is ahead. How
    /// many uses are left, the holder alone knows.
    /// </summary>
    /// <param name="holderNodeId">The partner that holds the resources.</param>
    /// <param name="type">Only for resources of this kind; null for all.</param>
    /// <param name="resourceId">Only for the resource with this id; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The permits, the highest level first, of one level the latest approved first. Their tokens are secrets.</returns>
    /// <exception cref="InterconnException">50301: the store is unavailable.</exception>
    public async Task<IReadOnlyList<ResourcePermit>> ListHeldAsync(
        string holderNodeId, ResourceType? type = null, string? resourceId = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(holderNodeId);
        DateTimeOffset now = state.Now;
        var filter = new AuditFilter
        {
            PartnerNodeId = holderNodeId,
            ResourceId = resourceId,
            Role = PartyRole.Applicant,
            Status = ApprovalStatus.Approved,
            Take = int.MaxValue,
        };
        IReadOnlyList<AuditRecord> approved = await state.Store.ListAuditsAsync(filter, cancellationToken).ConfigureAwait(false);
        return
        [
            .. approved
                .Where(audit => audit.StatusAt(now) == ApprovalStatus.Approved && audit.ReceivedPermit is ResourcePermit permit
                    && !(permit.TimeLimit <= now)
                    && (type is null || permit.ResourceType == type))
                .OrderByDescending(static audit => audit.ReceivedPermit!.ResourceLevel)
                .ThenByDescending(static audit => audit.ApprovedAt)
                .Select(static audit => audit.ReceivedPermit!),
        ];
    }

    /// <summary>
    /// Makes a client of the holder of a resource that presents, with every call, the permits that this node was given for it. The permits are those of now: make
    /// the client anew when others may have come.
    /// </summary>
    /// <param name="holderNodeId">The partner that holds the resource.</param>
    /// <param name="type">The kind of the resource.</param>
    /// <param name="resourceId">The id of the resource at its holder.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The client. Where there are more permits than a call can carry, it presents those of the highest levels.</returns>
    /// <exception cref="InterconnRequestException">There is no permit that is good, or none that can be sent.</exception>
    /// <exception cref="InterconnException">50301: the store is unavailable.</exception>
    public async Task<InterconnClient> ClientForAsync(
        string holderNodeId, ResourceType type, string resourceId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceId);
        IReadOnlyList<ResourcePermit> held = await ListHeldAsync(holderNodeId, type, resourceId, cancellationToken).ConfigureAwait(false);
        List<ResourcePermit> sent = Fitting(held);
        return sent.Count > 0
            ? clients.Create(holderNodeId).With(new InterconnCallOptions { Permits = sent })
            : throw new InterconnRequestException(
                held.Count == 0
                    ? $"This node holds no permit for {type} {resourceId} of {holderNodeId} that is good. Apply for one (InterconnNode.Audits), and wait "
                        + "for the approval."
                    : $"No permit for {type} {resourceId} of {holderNodeId} can be sent: their tokens are too long, or hold what no header may. Ask the "
                        + "partner for others.")
            {
                PartnerNodeId = holderNodeId,
            };
    }

    /// <summary>
    /// Revokes a permit that this node issued: no use that starts after this has returned is granted. The audit stays approved, and the partner is not told; to end
    /// both, end the audit (<see cref="NodeAudits.TerminateAsync"/>).
    /// </summary>
    /// <param name="permitId">Its identifier: <see cref="AuditRecord.PermitId"/>.</param>
    /// <param name="cancellationToken">Ends the wait. The permit may have been revoked all the same.</param>
    /// <returns>Whether this node knows the permit.</returns>
    public async Task<bool> RevokeAsync(string permitId, CancellationToken cancellationToken = default) =>
        await issuer().RevokeAsync(permitId, cancellationToken).ConfigureAwait(false);

    /// <summary>Finds a permit that this node issued: how often it was used, whether it was revoked.</summary>
    /// <param name="permitId">Its identifier: <see cref="AuditRecord.PermitId"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The permit, or null where it is not known, or not any more.</returns>
    public async Task<PermitRecord?> FindIssuedAsync(string permitId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(permitId);
        return await permits.FindAsync(permitId, cancellationToken).ConfigureAwait(false);
    }

    private List<ResourcePermit> Fitting(IReadOnlyList<ResourcePermit> held)
    {
        var sent = new List<ResourcePermit>();
        int length = 0;
        foreach (ResourcePermit permit in held)
        {
            int added = LengthOf(permit) + 1;
            if (added > 1 && sent.Count < TokenSet.MaxTuples && length + added <= TokenSet.MaxLength)
            {
                sent.Add(permit);
                length += added;
            }
            else
            {
                AuditLog.PermitLeftOut(logger, new ResourceUrn(permit.ResourceType, permit.ResourceNodeId, permit.ResourceId));
            }
        }

        return sent;
    }

    /// <summary>The characters that a permit takes in the header; 0 for one that cannot stand there: the tokens of other vendors are kept as they come.</summary>
    private static int LengthOf(ResourcePermit permit)
    {
        try
        {
            return TokenSet.Format([permit])!.Length;
        }
        catch (ArgumentException)
        {
            return 0;
        }
    }
}
