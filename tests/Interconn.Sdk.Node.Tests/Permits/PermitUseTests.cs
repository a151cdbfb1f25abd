using System.Collections.Concurrent;
using Interconn.Sdk.Client;
using Interconn.Sdk.Datasets;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node.Approvals;
using Interconn.Sdk.Node.Audits;
using Interconn.Sdk.Node.Tests.Audits;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Node.Tests.Permits;

/// <summary>Permits that came of audits, at the guarded routes of their holder.</summary>
public sealed class PermitUseTests
{
    private const string Target = "/use/DATASET/d-1";

    private AuditNode node = null!;

    [SetUp]
    public async Task StartAsync() => node = await AuditNode.StartAsync(
        map: app => app.MapGet("/failing/{id}", string () => throw new IOException("the disk is full"))
            .RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id"));

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task P51_Token_ForgedCutOrChanged_IsRefusedAndCostsNothing()
    {
        ResourcePermit permit = await node.GrantDatasetAsync("a-1", asked => asked with { TimesLimit = 1 });
        string[] parts = permit.Token.Split('.');
        string[] spoiled =
        [
            permit.Token[..^1],
            permit.Token[..^1] + (permit.Token[^1] == 'A' ? 'Q' : 'A'),
            $"{parts[0]}.{parts[1]}.",
            $"{parts[0]}.{parts[1]}",
            $"{parts[1]}.{parts[0]}.{parts[2]}",
            "eyJhbGciOiJub25lIn0." + parts[1] + ".",
        ];
        foreach (string token in spoiled)
        {
            Assert.That(await node.Partner.UseAsync(Target, permit with { Token = token }), Is.EqualTo(InterconnCodes.PermitInvalid), token);
        }

        Assert.That(await node.Partner.UseAsync(Target, permit), Is.EqualTo(InterconnCodes.Ok), "the one use is left");
    }

    [Test]
    public async Task P52_Permit_IsBoundToItsUserItsResourceItsKindAndItsLevel()
    {
        ResourcePermit permit = await node.GrantDatasetAsync("a-1");
        Assert.That(await node.Third.Api.UseAsync(Target, permit), Is.EqualTo(InterconnCodes.PermitInvalid), "another node");
        Assert.That(await node.Partner.UseAsync("/use/DATASET/d-2", permit), Is.EqualTo(InterconnCodes.PermitInvalid), "another dataset");
        Assert.That(await node.Partner.UseAsync("/use/DATASET/d-2", permit with { ResourceId = "d-2" }), Is.EqualTo(InterconnCodes.PermitInvalid), "renamed");
        Assert.That(await node.Partner.UseAsync("/use/MODEL/d-1", permit), Is.EqualTo(InterconnCodes.PermitInvalid), "another kind");
        Assert.That(
            await node.Partner.UseAsync("/use/MODEL/d-1", permit with { ResourceType = ResourceType.Model }), Is.EqualTo(InterconnCodes.PermitInvalid), "renamed");
        Assert.That(await node.Partner.UseAsync("/level2/d-1", permit), Is.EqualTo(InterconnCodes.PermitInvalid), "a higher level");
        Assert.That(await node.Partner.UseAsync("/level2/d-1", permit with { ResourceLevel = 2 }), Is.EqualTo(InterconnCodes.PermitInvalid), "promoted");
        Assert.That(await node.Partner.UseAsync(Target, permit), Is.EqualTo(InterconnCodes.Ok));
    }

    [Test]
    public async Task P52_Permit_OfAHigherLevel_ServesLowerDemands()
    {
        ResourcePermit permit = await node.GrantDatasetAsync("a-1", terms: new ApprovalTerms { Level = 3 });
        Assert.That(await node.Partner.UseAsync("/level2/d-1", permit), Is.EqualTo(InterconnCodes.Ok));
        Assert.That(await node.Partner.UseAsync(Target, permit), Is.EqualTo(InterconnCodes.Ok));
    }

    [Test]
    public async Task P53_IdsOfContractAuditAndPermit_AreNoTokens()
    {
        ResourcePermit permit = await node.GrantDatasetAsync("a-1");
        AuditRecord audit = await node.RecordAsync(AuditNode.Key(AuditResource.Dataset, "a-1"));
        foreach (string id in new[] { audit.ContractId, audit.AuditId, audit.PermitId! })
        {
            Assert.That(await node.Partner.UseAsync(Target, permit with { Token = id }), Is.EqualTo(InterconnCodes.PermitInvalid), id);
        }
    }

    [Test]
    public async Task P53_Token_AtAnotherHolder_IsRefused([Values] bool withTheSameKey)
    {
        const string OtherId = "HOLDER-2";
        ResourcePermit permit = await node.GrantDatasetAsync("a-1");
        await using TestNode other = await NodeFixture.StartAsync(
            OtherId,
            node.Clock,
            options =>
            {
                options.SigningKey = withTheSameKey ? TestKeys.HolderKey : TestKeys.StrangerKey;
                options.Partners.Add(TestNode.Partner());
            },
            map: app => app.MapGet("/use/DATASET/{id}", () => AuditNode.Served).RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id"));
        await using TestClient caller = node.Node.ClientAs(
            configure: options => options.Partners.Add(new PartnerOptions { NodeId = OtherId, Address = other.Address }),
            build: builder => builder.Services.AddSingleton<TimeProvider>(node.Clock));
        InterconnClient client = caller.Services.GetRequiredService<InterconnClientFactory>().Create(OtherId);
        Assert.That(await client.UseAsync(Target, permit with { ResourceNodeId = OtherId }), Is.EqualTo(InterconnCodes.PermitInvalid));
        Assert.That(await client.UseAsync(Target, permit), Is.EqualTo(InterconnCodes.PermitInvalid));
    }

    [Test]
    public async Task P54_FiveHundredUsesAtOnce_OfAPermitForAHundred_GiveAHundred()
    {
        ResourcePermit permit = await node.GrantDatasetAsync("a-1", asked => asked with { TimesLimit = 100 });
        int[] codes = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => node.Partner.UseAsync(Target, permit))));
        Assert.That(codes.Count(code => code == InterconnCodes.Ok), Is.EqualTo(100));
        Assert.That(codes.Count(code => code == InterconnCodes.PermitUsedUp), Is.EqualTo(400));
        string permitId = (await node.RecordAsync(AuditNode.Key(AuditResource.Dataset, "a-1"))).PermitId!;
        Assert.That((await node.Permits.FindIssuedAsync(permitId))!.Uses, Is.EqualTo(100));
    }

    [Test]
    public async Task P55_Use_WhoseHandlerFails_IsSpent()
    {
        ResourcePermit permit = await node.GrantDatasetAsync("a-1", asked => asked with { TimesLimit = 1 });
        Assert.That(await node.Partner.UseAsync("/failing/d-1", permit), Is.EqualTo(-500));
        Assert.That(await node.Partner.UseAsync(Target, permit), Is.EqualTo(InterconnCodes.PermitUsedUp));
    }

    [Test]
    public async Task P56_Terminate_RacingUses_LetsNoLaterUseThrough([Values] bool byPartner)
    {
        const int Workers = 8;
        const int UsesAfter = 3;
        ResourcePermit permit = await node.GrantDatasetAsync("a-1");
        var uses = new ConcurrentBag<(int Start, int End, int Code)>();
        var someUses = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int moment = 0;
        int terminatedAt = int.MaxValue;
        Task[] workers = [.. Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            for (int after = 0; after < UsesAfter;)
            {
                int start = Interlocked.Increment(ref moment);
                after += start > Volatile.Read(ref terminatedAt) ? 1 : 0;
                int code = await node.Partner.UseAsync(Target, permit);
                uses.Add((start, Interlocked.Increment(ref moment), code));
                if (uses.Count >= 3 * Workers)
                {
                    someUses.TrySetResult();
                }
            }
        }))];
        await someUses.Task;
        AuditKey key = AuditNode.Key(AuditResource.Dataset, "a-1");
        await (byPartner ? node.Partner.TerminateAsync(key.Resource, key.AuditId) : node.Audits.TerminateAsync(key));
        Volatile.Write(ref terminatedAt, Interlocked.Increment(ref moment));
        await Task.WhenAll(workers);

        Assert.That(uses.Select(use => use.Code).Distinct(), Is.EquivalentTo([InterconnCodes.Ok, InterconnCodes.PermitRevoked]));
        Assert.That(uses.Where(use => use.Start > terminatedAt).Select(use => use.Code), Is.All.EqualTo(InterconnCodes.PermitRevoked));
        int firstRefusal = uses.Where(use => use.Code == InterconnCodes.PermitRevoked).Min(use => use.End);
        Assert.That(uses.Where(use => use.Start > firstRefusal).Select(use => use.Code), Is.All.EqualTo(InterconnCodes.PermitRevoked), "one moment for all");
    }

    [TestCase(-1, InterconnCodes.Ok)]
    [TestCase(0, InterconnCodes.PermitExpired)]
    [TestCase(1, InterconnCodes.PermitExpired)]
    public async Task P57_Permit_EndsAtItsTimeLimitToTheMillisecond(int milliseconds, int code)
    {
        // Not on a whole second, to which the token itself rounds.
        TimeSpan term = TimeSpan.FromMilliseconds(60_500);
        ResourcePermit permit = await node.GrantDatasetAsync("a-1", asked => asked with { TimeLimit = node.Clock.Now + term });
        node.Clock.Advance(term + TimeSpan.FromMilliseconds(milliseconds));
        Assert.That(await node.Partner.UseAsync(Target, permit), Is.EqualTo(code));
    }

    [Test]
    public async Task P60_TokenSet_OfSeveralPermits_UsesTheHighestLevelThatHolds()
    {
        ResourcePermit low = await node.GrantDatasetAsync("a-1", terms: new ApprovalTerms { Level = 1 });
        ResourcePermit high = await node.GrantDatasetAsync("a-2", terms: new ApprovalTerms { Level = 5 });
        ResourcePermit foreign = low with { ResourceId = "d-2", Token = "of/another=vendor" };
        await node.Partner.UseAsync(Target, low, foreign, high);
        Assert.That(await UsesAsync("a-1"), Is.Zero);
        Assert.That(await UsesAsync("a-2"), Is.EqualTo(1));
        await node.Partner.TerminateAsync(AuditResource.Dataset, "a-2");
        Assert.That(await node.Partner.UseAsync(Target, low, foreign, high), Is.EqualTo(InterconnCodes.Ok));
        Assert.That(await UsesAsync("a-1"), Is.EqualTo(1));
        Assert.That(await node.Partner.UseAsync("/level2/d-1", low, foreign, high), Is.EqualTo(InterconnCodes.PermitRevoked), "the lower does not reach");
    }

    [Test]
    public async Task P62_Refusals_AllSayTheSame_UntilTheTokenIsKnownToBeTheCallersOwn()
    {
        ResourcePermit permit = await node.GrantDatasetAsync("a-1", asked => asked with { AuthScope = Scope(AuthScopeKinds.Node, "N-9") });
        (ResourcePermit Permit, InterconnClient Caller, string Target)[] refused =
        [
            (permit with { Token = "nonsense" }, node.Partner, Target),
            (permit with { Token = permit.Token[..^2] }, node.Partner, Target),
            (permit, node.Third.Api, Target),
            (permit, node.Partner, "/use/DATASET/d-2"),
            (permit, node.Partner, "/level2/d-1"),
            (permit, node.Partner, Target),
        ];
        var answers = new HashSet<string>();
        foreach ((ResourcePermit presented, InterconnClient caller, string target) in refused)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, target);
            using HttpResponseMessage answer = await caller.With(new InterconnCallOptions { Permits = [presented] }).SendAsync(request);
            answers.Add($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.That(answers, Has.Count.EqualTo(1));
        Assert.That(answers.Single(), Does.Contain("40302"));
    }

    [TestCase(null, null, "", InterconnCodes.Ok)]
    [TestCase("NODE", TestNode.CallerId, "", InterconnCodes.Ok)]
    [TestCase("NODE", AuditNode.ThirdId, "", InterconnCodes.PermitInvalid)]
    [TestCase("PROJECT", "p-1", "?project=p-1", InterconnCodes.Ok)]
    [TestCase("PROJECT", "p-1", "?project=p-2", InterconnCodes.PermitInvalid)]
    [TestCase("PROJECT", "p-1", "", InterconnCodes.Ok, Description = "the call is for no project")]
    [TestCase("COMPONENT", "psi", "?component=psi&project=p-2", InterconnCodes.Ok)]
    [TestCase("COMPONENT", "psi", "?component=train", InterconnCodes.PermitInvalid)]
    [TestCase("INSTITUTION", "x", "?project=p-1&component=psi", InterconnCodes.Ok, Description = "a kind of the partner's own is kept")]
    public async Task Scope_AskedForAndGranted_HoldsAtGuardedRoutes(string? kind, string? id, string query, int code)
    {
        ResourcePermit permit = await node.GrantDatasetAsync("a-1", asked => asked with { AuthScope = kind is null ? null : Scope(kind, id!) });
        Assert.That(await node.Partner.UseAsync("/scoped/d-1" + query, permit), Is.EqualTo(code));
    }

    private static Dictionary<string, IReadOnlyList<string>> Scope(string kind, string id) => new() { [kind] = [id] };

    private async Task<long> UsesAsync(string auditId) =>
        (await node.Permits.FindIssuedAsync((await node.RecordAsync(AuditNode.Key(AuditResource.Dataset, auditId))).PermitId!))!.Uses;
}
