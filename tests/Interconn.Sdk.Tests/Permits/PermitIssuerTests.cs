using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Interconn.Sdk.Serialization;

namespace Interconn.Sdk.Tests.Permits;

public sealed class PermitIssuerTests
{
    private PermitHolder holder = null!;

    [SetUp]
    public void SetUp() => holder = new PermitHolder(PermitKeys.Ecdsa);

    [Test]
    public async Task IssueAsync_FullGrant_HandsOutAndKeepsTheSamePermit()
    {
        DateTimeOffset limit = holder.Clock.Now.AddDays(1);
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with
        {
            Level = 3,
            TimeLimit = limit.AddTicks(9),
            TimesLimit = 5,
            AuthScope = new Dictionary<string, IReadOnlyList<string>> { ["PROJECT"] = ["p1"] },
            ContractId = "c1",
            AuditId = "a1",
        });

        Assert.That(permit, Is.EqualTo(new ResourcePermit
        {
            Token = permit.Token,
            ResourceLevel = 3,
            ResourceType = ResourceType.Dataset,
            ResourceId = "d-01",
            ResourceNodeId = PermitHolder.NodeId,
            ResourceInstId = PermitHolder.InstId,
            RequestNodeId = PermitHolder.UserNodeId,
            RequestInstId = PermitHolder.UserInstId,
            TimeLimit = limit,
            TimesLimit = 5,
        }));
        PermitRecord kept = holder.Store.Added!;
        Assert.That(kept with { AuthScope = null }, Is.EqualTo(new PermitRecord
        {
            PermitId = kept.PermitId,
            ResourceType = ResourceType.Dataset,
            ResourceId = "d-01",
            Level = 3,
            HolderNodeId = PermitHolder.NodeId,
            HolderInstId = PermitHolder.InstId,
            UserNodeId = PermitHolder.UserNodeId,
            UserInstId = PermitHolder.UserInstId,
            TimeLimit = limit,
            TimesLimit = 5,
            ContractId = "c1",
            AuditId = "a1",
            KeyId = holder.Ring.ActiveKeyId,
            IssuedAt = holder.Clock.Now,
        }));
        Assert.That(kept.AuthScope!["PROJECT"], Is.EqualTo(["p1"]));
    }

    [Test]
    public async Task IssueAsync_Repeated_GivesEachPermit128RandomBits()
    {
        var ids = new HashSet<string>();
        for (int i = 0; i < 20; i++)
        {
            await holder.IssueAsync();
            Assert.That(holder.Store.Added!.PermitId, Does.Match(@"^[0-9a-f]{32}\z"));
            Assert.That(ids.Add(holder.Store.Added.PermitId), Is.True);
        }
    }

    [Test]
    public async Task IssueAsync_ScopeListChangedAfterwards_DoesNotChangeTheGrant()
    {
        var projects = new List<string> { "p1" };
        var scope = new Dictionary<string, IReadOnlyList<string>> { ["PROJECT"] = projects };
        await holder.IssueAsync(PermitHolder.Grant with { AuthScope = scope });
        projects.Add("p2");
        scope.Clear();

        Assert.That(holder.Store.Added!.AuthScope!["PROJECT"], Is.EqualTo(["p1"]));
    }

    [TestCase(-1)]
    [TestCase(0)]
    public void P57_IssueAsync_TimeLimitInThePast_IsRefused(int milliseconds) =>
        AssertRefused(PermitHolder.Grant with { TimeLimit = holder.Clock.Now.AddMilliseconds(milliseconds) }, "time_limit");

    // A duration taken for a moment is a moment long past; a limit that no reader of the field could read is refused too.
    [Test]
    public void P57_IssueAsync_TimeLimitThatCannotBeMeant_IsRefused()
    {
        AssertRefused(PermitHolder.Grant with { TimeLimit = DateTimeOffset.FromUnixTimeMilliseconds(3_600_000) }, "time_limit");
        AssertRefused(PermitHolder.Grant with { TimeLimit = DateTimeOffset.MaxValue }, "time_limit");
        AssertRefused(PermitHolder.Grant with { TimeLimit = DateTimeOffset.FromUnixTimeMilliseconds(10_000_000_000_000) }, "time_limit");
        Assert.That(
            async () => await holder.IssueAsync(PermitHolder.Grant with { TimeLimit = DateTimeOffset.FromUnixTimeMilliseconds(9_999_999_999_999) }),
            Throws.Nothing);
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(int.MinValue)]
    public void IssueAsync_TimesLimitBelowOne_IsRefused(int times) =>
        AssertRefused(PermitHolder.Grant with { TimesLimit = times }, "times_limit");

    [Test]
    public void IssueAsync_IdsOfTheWrongForm_AreRefused()
    {
        string tooLong = new('x', 129);
        AssertRefused(PermitHolder.Grant with { ResourceId = "" }, "resource_id");
        AssertRefused(PermitHolder.Grant with { ResourceId = tooLong }, "resource_id");
        AssertRefused(PermitHolder.Grant with { ResourceId = "a\nb" }, "resource_id");
        AssertRefused(PermitHolder.Grant with { ResourceId = "a\ud800" }, "resource_id");
        AssertRefused(PermitHolder.Grant with { ResourceType = default }, "resource_type");
        AssertRefused(PermitHolder.Grant with { ResourceType = new ResourceType(tooLong) }, "resource_type");
        AssertRefused(PermitHolder.Grant with { UserNodeId = "节点" }, "request_node_id");
        AssertRefused(PermitHolder.Grant with { UserNodeId = tooLong }, "request_node_id");
        AssertRefused(PermitHolder.Grant with { UserInstId = "" }, "request_inst_id");
        AssertRefused(PermitHolder.Grant with { ContractId = tooLong }, "contract_id");
        AssertRefused(PermitHolder.Grant with { AuditId = "" }, "audit_id");
        AssertRefused(Scoped(("PROJECT", [tooLong])), "auth_scope");
        AssertRefused(Scoped(("PROJECT", null!)), "auth_scope");
        AssertRefused(Scoped(("PROJECT", [null!])), "auth_scope");
        AssertRefused(Scoped(("", ["p"])), "auth_scope");
        AssertRefused(Scoped(("PROJECT", [.. Enumerable.Range(0, 1001).Select(i => $"p{i}")])), "auth_scope");
        AssertRefused(Scoped([.. Enumerable.Range(0, 257).Select(i => ($"K{i}", (IReadOnlyList<string>)[]))]), "auth_scope");

        static PermitGrant Scoped(params (string Kind, IReadOnlyList<string> Ids)[] scope) =>
            PermitHolder.Grant with { AuthScope = scope.ToDictionary(entry => entry.Kind, entry => entry.Ids) };
    }

    [Test]
    public async Task IssueAsync_Permit_SurvivesTheWireAndTheHeader()
    {
        ResourcePermit permit = await holder.IssueAsync(PermitHolder.Grant with { TimeLimit = holder.Clock.Now.AddDays(1), ResourceId = "数据 1/2" });

        byte[] sent = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(permit, InterconnJson.Context.ResourcePermit);
        ResourcePermit received = System.Text.Json.JsonSerializer.Deserialize(sent, InterconnJson.Context.ResourcePermit)!;

        Assert.That(received, Is.EqualTo(permit));
        Assert.That((await holder.PresentAsync(received, PermitHolder.Demand with { ResourceId = "数据 1/2" })).Code, Is.Zero);
    }

    [TestCase("with/slash")]
    [TestCase("with,comma")]
    [TestCase("密")]
    [TestCase("")]
    public void IssueAsync_FormatWhoseTokensCannotTravel_ThrowsAndKeepsNothing(string token)
    {
        var issuer = new PermitIssuer(
            PermitHolder.NodeId, PermitHolder.InstId, new FixedFormat(token), holder.Store, holder.Clock, holder.Log.For<PermitIssuer>());

        Assert.That(
            async () => await issuer.IssueAsync(PermitHolder.Grant, CancellationToken.None),
            Throws.InvalidOperationException.With.Message.Contains(nameof(FixedFormat)));
        Assert.That(holder.Store.Added, Is.Null);
    }

    [Test]
    public async Task RevokeAsync_UnknownPermit_IsFalse_AndRepeatedKeepsTheFirstTime()
    {
        await holder.IssueAsync();
        string permitId = holder.Store.Added!.PermitId;
        DateTimeOffset first = holder.Clock.Now;

        Assert.That(await holder.Issuer.RevokeAsync("nobody", CancellationToken.None), Is.False);
        Assert.That(await holder.Issuer.RevokeAsync(permitId, CancellationToken.None), Is.True);
        holder.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await holder.Issuer.RevokeAsync(permitId, CancellationToken.None), Is.True);
        Assert.That((await holder.Store.FindAsync(permitId, CancellationToken.None))!.RevokedAt, Is.EqualTo(first));
    }

    private void AssertRefused(PermitGrant grant, string field)
    {
        var e = Assert.ThrowsAsync<InterconnException>(async () => await holder.IssueAsync(grant));
        Assert.That((e.Code, e.Field), Is.EqualTo((40004, field)));
        Assert.That(holder.Store.Added, Is.Null);
    }

    private sealed class FixedFormat(string token) : IPermitFormat
    {
        public ValueTask<PermitToken> WriteAsync(PermitClaims claims, CancellationToken cancellationToken) => new(new PermitToken(token, null));

        public ValueTask<PermitReading> ReadAsync(string token, CancellationToken cancellationToken) =>
            new(PermitReading.Refused(PermitReadingStatus.Malformed));
    }
}
