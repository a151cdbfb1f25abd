using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Permits;

/// <summary>A node that holds resources, complete with clock, store and log, and what its one user sends it.</summary>
internal sealed class PermitHolder
{
    public const string NodeId = "LX0000010000280";
    public const string InstId = "LX01";
    public const string UserNodeId = "JG0100001100000000";
    public const string UserInstId = "JG01";

    public PermitHolder(ISigningKey key, string nodeId = NodeId)
    {
        Ring = new PermitKeyRing(key);
        Format = new JwsPermitFormat(Ring);
        Store = new RecordingPermitStore(new InMemoryPermitStore(Clock));
        Issuer = new PermitIssuer(nodeId, InstId, Format, Store, Clock, Log.For<PermitIssuer>());
        Verifier = new PermitVerifier(nodeId, Format, Store, Clock, Log.For<PermitVerifier>());
    }

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, 123, TimeSpan.Zero));

    public CapturedLog Log { get; } = new();

    public PermitKeyRing Ring { get; }

    public JwsPermitFormat Format { get; }

    public RecordingPermitStore Store { get; }

    public PermitIssuer Issuer { get; }

    public PermitVerifier Verifier { get; }

    public static PermitGrant Grant { get; } = new()
    {
        ResourceType = ResourceType.Dataset,
        ResourceId = "d-01",
        UserNodeId = UserNodeId,
        UserInstId = UserInstId,
    };

    public static PermitDemand Demand { get; } = new() { ResourceType = ResourceType.Dataset, ResourceId = "d-01" };

    public async Task<ResourcePermit> IssueAsync(PermitGrant? grant = null) => await Issuer.IssueAsync(grant ?? Grant, CancellationToken.None);

    public async Task<PermitVerdict> PresentAsync(ResourcePermit permit, PermitDemand? demand = null, string caller = UserNodeId) =>
        await PresentAsync(TokenSet.Format([permit])!, demand, caller);

    /// <summary>A header that is no token set counts as one that grants nothing.</summary>
    public async Task<PermitVerdict> PresentAsync(string header, PermitDemand? demand = null, string caller = UserNodeId)
    {
        TokenSet.Read(header, out TokenSet set);
        return await Verifier.VerifyAsync(set, demand ?? Demand, caller, CancellationToken.None);
    }
}
