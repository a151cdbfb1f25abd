using Interconn.Sdk.Audits;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Contracts;
using Interconn.Sdk.Node.Lifecycles;
using Interconn.Sdk.Node.Outbox;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Permits;

namespace Interconn.Sdk.Testing.Conformance;

/// <summary>Records for the checks: bare ones with nothing but what is required, and full ones in which nothing is left at its default.</summary>
internal static class NodeSamples
{
    public const string Partner = "JG0100001100000000";
    public const string OtherPartner = "LX0000010000280";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, 123, TimeSpan.Zero);
    public static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    // The last second before which a time limit must lie.
    public static readonly DateTimeOffset FarAway = new(2286, 11, 20, 17, 46, 39, 999, TimeSpan.Zero);

    public static ContractRecord Contract(string contractId = "c-1", string partnerNodeId = Partner) => new()
    {
        PartnerNodeId = partnerNodeId,
        ContractId = contractId,
        Role = PartyRole.Applicant,
        Status = ApprovalStatus.Applied,
        Partner = new NodeInfo
        {
            NodeId = partnerNodeId,
            Name = "",
            Address = "https://partner.example.com",
            InstId = "",
            Institution = "",
            System = "",
            SystemVersion = "",
        },
        ExpiresAt = Now.AddDays(365),
        AppliedAt = Now,
        OwnKeyFingerprint = new string('a', 64),
    };

    public static ContractRecord FullContract(string contractId = "c-full") => Contract(contractId) with
    {
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Approved,
        Partner = new NodeInfo
        {
            NodeId = Partner,
            Name = Text(256),
            Address = "https://partner.example.com:8443/gateway/一",
            Description = Text(4096),
            InstId = Text(128),
            Institution = "隐私计算联盟 'Bank' \"A\" \\ %41 \t;--",
            System = "fate",
            SystemVersion = "3.0.0",
        },
        IsAddressOffered = true,
        ExpiresAt = FarAway,
        ApprovedAt = Now + Millisecond,
        EndedAt = Now.AddDays(1),
        AuthType = "SHA256_ECDSA",
        AuthCredential = Text(16 * 1024),
        PreviousAuthType = "证书",
        PreviousAuthCredential = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n",
        PreviousUntil = Now.AddMinutes(5),
        Trust = TrustDecision.Refused,
        IsProven = true,
        RemoteAddress = "2001:db8::1",
        ExpectedFingerprint = new string('b', 64),
        WaitingKeys = [WaitingKey("c", contradicts: true), WaitingKey("d", contradicts: false)],
        AwaitsPerson = true,
        PartnerHasOwnKey = true,
        AwaitsConfirmation = true,
        DueAt = Now.AddHours(6) + Millisecond,
        Inquiries = 7,
    };

    public static AuditRecord Audit(string auditId = "a-1", string partnerNodeId = Partner, AuditResource resource = AuditResource.Dataset) => new()
    {
        Resource = resource,
        PartnerNodeId = partnerNodeId,
        AuditId = auditId,
        Role = PartyRole.Applicant,
        Status = ApprovalStatus.Applied,
        ContractId = "c-1",
        ContractExpiresAt = Now.AddDays(365),
        ResourceId = "r-1",
        ApplicationJson = "{}",
        AppliedAt = Now,
    };

    public static AuditRecord FullAudit(string auditId = "a-full") => Audit(auditId, resource: AuditResource.Model) with
    {
        Role = PartyRole.Holder,
        Status = ApprovalStatus.Terminated,
        ContractId = Text(128),
        ContractExpiresAt = FarAway,
        ResourceId = "模型-一",
        ProjectId = "项目 / p,1",
        ApplicationJson = $$"""{"description":"{{Text(1024 * 1024)}}"}""",
        ApprovedAt = Now + Millisecond,
        EndedAt = Now.AddDays(1),
        EndReason = AuditEndReason.ProjectEnded,
        AwaitsPerson = true,
        PermitId = new string('e', 32),
        ReceivedPermit = new ResourcePermit
        {
            Token = Text(2048),
            ResourceLevel = 3,
            ResourceType = ResourceType.Model,
            ResourceId = "模型-一",
            ResourceNodeId = Partner,
            ResourceInstId = "JG01",
            RequestNodeId = OtherPartner,
            RequestInstId = "LX01",
            TimeLimit = FarAway,
            TimesLimit = int.MaxValue,
        },
        AwaitsConfirmation = true,
        DueAt = Now.AddHours(6) + Millisecond,
        Inquiries = 7,
    };

    public static OutboxMessage Message(string messageId, string lane = "lane 1", string partnerNodeId = Partner) => new()
    {
        MessageId = messageId,
        PartnerNodeId = partnerNodeId,
        Kind = OutboxKind.ContractConfirmation,
        ContractId = "c-1",
        Lane = lane,
        CreatedAt = Now,
        NextAttemptAt = Now,
    };

    public static OutboxMessage FullMessage(string messageId = "m-full") => Message(messageId, "audit Model " + Partner + " " + Text(128)) with
    {
        Kind = OutboxKind.AuditTermination,
        ContractId = Text(128),
        Resource = AuditResource.Model,
        AuditId = Text(128),
        Body = $$"""{"description":"{{Text(1024 * 1024)}}"}""",
        State = OutboxState.Dead,
        CreatedAt = Now - Millisecond,
        NextAttemptAt = Now + Millisecond,
        ClaimedUntil = Now.AddMinutes(1),
        ResentAt = Now.AddHours(1),
        Attempts = 12,
        LastCode = 50301,
        LastFailure = "连接 was closed",
        EndedAt = Now.AddDays(3),
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    public static PermitRecord Permit(string permitId = "p-1", string userNodeId = Partner) => new()
    {
        PermitId = permitId,
        ResourceType = ResourceType.Dataset,
        ResourceId = "d-1",
        Level = 1,
        HolderNodeId = "LX0000010000999",
        HolderInstId = "LX01",
        UserNodeId = userNodeId,
        UserInstId = "JG01",
        IssuedAt = Now,
    };

    public static PermitRecord FullPermit(string permitId = "p-full") => Permit(permitId) with
    {
        ResourceType = new ResourceType("数据集"),
        ResourceId = Text(128),
        Level = -3,
        HolderInstId = "机构-一",
        UserInstId = "机构-二",
        TimeLimit = FarAway,
        TimesLimit = int.MaxValue,
        AuthScope = new Dictionary<string, IReadOnlyList<string>>
        {
            ["PROJECT"] = ["项目-一", "p-2", "p-1"],
            ["NODE"] = [Partner],
            ["COMPONENT"] = [],
        },
        ContractId = "合同-一",
        ContractExpiresAt = FarAway - Millisecond,
        AuditId = "审计-一",
        KeyId = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
        IssuedAt = Now + Millisecond,
    };

    /// <summary>A text with characters of one to four bytes, of a length in UTF-16 units.</summary>
    public static string Text(int length)
    {
        const string Pattern = "aé合😀 ";
        string text = string.Concat(Enumerable.Repeat(Pattern, (length / Pattern.Length) + 1))[..(length - 1)];

        // Half of a character of two units would be no text, and a blank at the end could be lost for other reasons.
        return text.TrimEnd(Pattern[3], ' ').PadRight(length, 'z');
    }

    private static WaitingKey WaitingKey(string mark, bool contradicts) => new()
    {
        Fingerprint = string.Concat(Enumerable.Repeat(mark, 64)),
        AuthType = "公钥",
        AuthCredential = Text(1024) + mark,
        ExpiresAt = FarAway,
        ReceivedAt = Now + Millisecond,
        ContradictsExpectation = contradicts,
    };
}
