using System.Globalization;
using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting;

namespace Interconn.Sdk.Benchmarks.Scale;

/// <summary>
/// Partners by number, from 1 on, each with a contract in force, an audit that was approved, and the permit that it brought. They share one key, which verifies what they
/// sign, and nothing else: each is read by itself, and its key with it.
/// </summary>
internal static class Population
{
    /// <summary>The version of every stored contract and audit.</summary>
    public const int Version = 2;

    public static readonly DateTimeOffset FirstAppliedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset ExpiresAt = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static SigningKey PartnerKey => TestKeys.CallerKey;

    /// <summary>The key of the node: partners know it, and it signs the permits.</summary>
    public static SigningKey NodeKey => TestKeys.HolderKey;

    public static string PermitKeyId { get; } = new PermitKeyRing(NodeKey).ActiveKeyId;

    public static string NodeIdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"JG01000011{number:D8}");

    public static string ContractIdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"c-{number:D8}");

    public static string AuditIdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"a-{number:D8}");

    public static string DatasetIdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"d-{number:D8}");

    public static string PermitIdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"p-{number:D8}");

    public static ContractRecord Contract(int number) => new()
    {
        PartnerNodeId = NodeIdOf(number),
        ContractId = ContractIdOf(number),
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Approved,
        Partner = new NodeInfo
        {
            NodeId = NodeIdOf(number),
            Name = "Partner",
            Address = "http://127.0.0.1:1",
            InstId = "JG01",
            Institution = "Bank",
            System = "fate",
            SystemVersion = "3.0",
        },
        ExpiresAt = ExpiresAt,
        AppliedAt = FirstAppliedAt.AddSeconds(number),
        ApprovedAt = FirstAppliedAt.AddSeconds(number),
        AuthType = PartnerKey.AuthType,

        // Each reads a text of its own, as from a database.
        AuthCredential = new string(PartnerKey.AuthCredential.AsSpan()),
        IsProven = true,
        OwnKeyFingerprint = NodeKey.PublicKey.Fingerprint,
        PartnerHasOwnKey = true,
    };

    public static AuditRecord Audit(int number) => new()
    {
        Resource = AuditResource.Dataset,
        PartnerNodeId = NodeIdOf(number),
        AuditId = AuditIdOf(number),
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Approved,
        ContractId = ContractIdOf(number),
        ContractExpiresAt = ExpiresAt,
        ResourceId = DatasetIdOf(number),
        ApplicationJson = string.Create(CultureInfo.InvariantCulture, $$"""{"audit_id":"{{AuditIdOf(number)}}","dataset_id":"{{DatasetIdOf(number)}}"}"""),
        AppliedAt = FirstAppliedAt.AddSeconds(number),
        ApprovedAt = FirstAppliedAt.AddSeconds(number),
        PermitId = PermitIdOf(number),
    };

    public static PermitRecord Permit(int number) => new()
    {
        PermitId = PermitIdOf(number),
        ResourceType = ResourceType.Dataset,
        ResourceId = DatasetIdOf(number),
        Level = 1,
        HolderNodeId = TestNode.HolderId,
        HolderInstId = "LX01",
        UserNodeId = NodeIdOf(number),
        UserInstId = "JG01",
        ContractId = ContractIdOf(number),
        ContractExpiresAt = ExpiresAt,
        AuditId = AuditIdOf(number),
        KeyId = PermitKeyId,
        IssuedAt = FirstAppliedAt.AddSeconds(number),
    };

    /// <summary>The permit as the partner holds it.</summary>
    public static async Task<ResourcePermit> HeldPermitAsync(IPermitFormat format, int number)
    {
        PermitRecord permit = Permit(number);
        PermitToken token = await format.WriteAsync(
            new PermitClaims
            {
                PermitId = permit.PermitId,
                HolderNodeId = permit.HolderNodeId,
                HolderInstId = permit.HolderInstId,
                UserNodeId = permit.UserNodeId,
                UserInstId = permit.UserInstId,
                ResourceType = permit.ResourceType,
                ResourceId = permit.ResourceId,
                Level = permit.Level,
                IssuedAt = permit.IssuedAt,
            },
            CancellationToken.None);
        return new ResourcePermit
        {
            Token = token.Text,
            ResourceLevel = permit.Level,
            ResourceType = permit.ResourceType,
            ResourceId = permit.ResourceId,
            ResourceNodeId = permit.HolderNodeId,
            ResourceInstId = permit.HolderInstId,
            RequestNodeId = permit.UserNodeId,
            RequestInstId = permit.UserInstId,
        };
    }
}
