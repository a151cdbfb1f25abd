using System.Globalization;
using Interconn.Sdk.Permits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.AspNetCore.Tests;

/// <summary>RequireInterconnPermit on the host's own routes: what is demanded, what is spent, and what is not.</summary>
public sealed class PermitGuardTests
{
    private const string TokenSetHeader = "x-mprac-token-set";

    private readonly ManualTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private TestNode node = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await TestNode.StartAsync(
        options =>
        {
            options.Partners.Add(TestNode.Partner());
            options.Partners.Add(TestNode.Partner(TestKeys.CallerRsaKey, "OTHER", "c-02"));
            options.MaxFailuresPerMinute = 1000;
        },
        builder => builder.Services.AddSingleton<TimeProvider>(clock),
        Map);

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [TestCase("/route/d-1", "d-1")]
    [TestCase("/route/d%2D1", "d-1")]
    [TestCase("/route/%E6%95%B0", "数")]
    [TestCase("/query?id=d-1", "d-1")]
    [TestCase("/query?other=x&id=d%2D1", "d-1")]
    [TestCase("/delegate?first=d&second=1", "d-1")]
    public async Task ResourceId_FromRouteQueryOrDelegate_IsWhatThePermitMustBeFor(string target, string resourceId)
    {
        ResourcePermit permit = await IssueAsync(resourceId);
        Assert.That((await SendAsync(target, permit)).Body, Is.EqualTo("served"));
        Assert.That((await SendAsync(target, await IssueAsync("d-2"))).Verdict, Is.EqualTo("403/40302"));
    }

    [TestCase("/query")]
    [TestCase("/query?id=")]
    [TestCase("/query?id=d-1&id=d-1")]
    [TestCase("/delegate")]
    [TestCase("/misnamed/d-1")]
    public async Task ResourceId_ThatACallDoesNotGive_IsRefused(string target) =>
        Assert.That((await SendAsync(target, await IssueAsync("d-1"))).Verdict, Is.EqualTo("403/40302"));

    [Test]
    public async Task ResourceId_DelegateThatFails_IsAnErrorOfTheNodeAndNotOfItsStore()
    {
        node.Logs.Clear();
        Assert.That((await SendAsync("/failing", await IssueAsync("d-1"))).Verdict, Is.EqualTo("500/50001"));
        LogEntry failure = node.Logs.OwnEntries.Single(entry => entry.Level >= LogLevel.Error);
        Assert.That(failure.EventId, Is.EqualTo(202));
        Assert.That(failure.Exception!.Message, Is.EqualTo("a fault of the host's"));
    }

    [TestCase(1, "403/40302")]
    [TestCase(2, "403/40302")]
    [TestCase(3, "200/none")]
    [TestCase(4, "200/none")]
    public async Task P52_Level_OfThePermit_MustReachThatOfTheRoute(int level, string verdict) =>
        Assert.That((await SendAsync("/level/d-1", await IssueAsync("d-1", grant => grant with { Level = level }))).Verdict, Is.EqualTo(verdict));

    [Test]
    public async Task P52_Type_OfThePermit_MustBeThatOfTheRoute() =>
        Assert.That(
            (await SendAsync("/route/d-1", await IssueAsync("d-1", grant => grant with { ResourceType = ResourceType.Model }))).Verdict,
            Is.EqualTo("403/40302"));

    [TestCase("PROJECT", "/scoped/d-1?project=p-1&component=x", "200/none")]
    [TestCase("PROJECT", "/scoped/d-1?project=p-2&component=x", "403/40302")]
    [TestCase("COMPONENT", "/scoped/d-1?project=x&component=p-1", "200/none")]
    [TestCase("COMPONENT", "/scoped/d-1?project=x&component=p-2", "403/40302")]
    [TestCase("PROJECT", "/route/d-1", "200/none", Description = "the route names no project")]
    [TestCase("NODE", "/route/d-1", "403/40302", Description = "the scope lists another node")]
    public async Task Scope_OfThePermit_HoldsWhereTheRouteNamesIt(string kind, string target, string verdict)
    {
        var scope = new Dictionary<string, IReadOnlyList<string>> { [kind] = ["p-1"] };
        Assert.That((await SendAsync(target, await IssueAsync("d-1", grant => grant with { AuthScope = scope }))).Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public async Task Scope_RouteThatDoesNotSayItsProject_IsNotHeldToIt([Values("/scoped/d-1", "/scoped/d-1?project=&component=")] string target)
    {
        // The delegate gives null where the parameter is missing, and that means that the route names none; an empty one names nothing granted.
        var scope = new Dictionary<string, IReadOnlyList<string>> { ["PROJECT"] = ["p-1"] };
        string verdict = target.EndsWith('=') ? "403/40302" : "200/none";
        Assert.That((await SendAsync(target, await IssueAsync("d-1", grant => grant with { AuthScope = scope }))).Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public async Task Permit_UsedUp_IsTold()
    {
        ResourcePermit permit = await IssueAsync("d-1", grant => grant with { TimesLimit = 2 });
        Assert.That((await SendAsync("/left/d-1", permit)).Body, Is.EqualTo("1"));
        Assert.That((await SendAsync("/left/d-1", permit)).Body, Is.EqualTo("0"));
        Assert.That((await SendAsync("/left/d-1", permit)).Verdict, Is.EqualTo("403/40304"));
    }

    [Test]
    public async Task Permit_Expired_IsTold()
    {
        ResourcePermit permit = await IssueAsync("d-1", grant => grant with { TimeLimit = clock.Now.AddMinutes(2) });
        Assert.That((await SendAsync("/route/d-1", permit)).Body, Is.EqualTo("served"));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That((await SendAsync("/route/d-1", permit)).Verdict, Is.EqualTo("403/40303"));
    }

    [Test]
    public async Task Permit_Revoked_IsTold()
    {
        ResourcePermit permit = await IssueAsync("d-1");
        string permitId = (await SendAsync("/id/d-1", permit)).Body;
        Assert.That(await node.Services.GetRequiredService<PermitIssuer>().RevokeAsync(permitId, CancellationToken.None), Is.True);
        Assert.That((await SendAsync("/route/d-1", permit)).Verdict, Is.EqualTo("403/40305"));
    }

    [Test]
    public async Task Permit_None_IsRefused() => Assert.That((await Wire.SendAsync(node, Draft("/route/d-1", null))).Verdict, Is.EqualTo("403/40302"));

    [Test]
    public async Task P52_Permit_OfAnotherNode_IsRefused()
    {
        ResourcePermit permit = await IssueAsync("d-1", grant => grant with { UserNodeId = "OTHER" });
        Assert.That((await SendAsync("/route/d-1", permit)).Verdict, Is.EqualTo("403/40302"));
        RequestDraft own = Draft("/route/d-1", TokenSet.Format([permit]));
        own["x-source-node-id"] = "OTHER";
        Assert.That((await Wire.SendAsync(node, own.Sign(TestKeys.CallerRsaKey))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task P54_Permit_OfACallThatIsRefusedEarlier_IsNotSpent()
    {
        ResourcePermit permit = await IssueAsync("d-1", grant => grant with { TimesLimit = 1 });
        string tokens = TokenSet.Format([permit])!;
        RequestDraft good = Draft("/left/d-1", tokens, "POST");
        (string Verdict, Action<RequestDraft> Spoil)[] refused =
        [
            ("400/40002", draft => draft.Headers.Add(new("x-nonce", draft["x-nonce"]!))),
            ("401/40101", draft => draft["x-auth-sign"] = null),
            ("401/40101", draft => draft.Sign(TestKeys.StrangerKey)),
            ("401/40101", draft => draft.Body = "x"u8.ToArray()),
            ("401/40101", draft => draft["x-target-node-id"] = "ELSEWHERE"),
            ("401/40102", draft => Resign(draft, "x-timestamp", (clock.Now - TimeSpan.FromMinutes(6)).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))),
            ("403/40306", draft => Resign(draft, "x-csrf-protection", null)),
            ("413/41301", draft => { draft.Body = new byte[101]; draft.Sign(); }),
            ("415/41501", draft => draft["Content-Encoding"] = "gzip"),
            ("400/40001", draft => { draft["Transfer-Encoding"] = "chunked"; draft["Content-Length"] = "0"; }),
            ("404/40401", draft => { draft.Target = "http://node.test/left/d-1"; draft["Host"] = "node.test"; draft.Sign(); }),
        ];
        foreach ((string verdict, Action<RequestDraft> spoil) in refused)
        {
            RequestDraft spoiled = good.Clone();
            spoil(spoiled);
            Assert.That((await Wire.SendAsync(node, spoiled)).Verdict, Is.EqualTo(verdict));
        }

        Assert.That((await Wire.SendAsync(node, good)).Body, Is.EqualTo("0"), "the one use is left");
        Assert.That((await Wire.SendAsync(node, good)).Verdict, Is.EqualTo("409/40903"), "a replay is refused before its permit is looked at");
        Assert.That((await SendAsync("/left/d-1", permit)).Verdict, Is.EqualTo("403/40304"));
    }

    [Test]
    public async Task P54_Permit_TooLowForTheRoute_IsNotSpentByAsking()
    {
        ResourcePermit permit = await IssueAsync("d-1", grant => grant with { TimesLimit = 1 });
        Assert.That((await SendAsync("/level/d-1", permit)).Verdict, Is.EqualTo("403/40302"));
        Assert.That((await SendAsync("/left/d-1", permit)).Body, Is.EqualTo("0"));
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/route/{id}", () => "served").RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id");
        app.MapGet("/misnamed/{id}", () => "served").RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "datasetId");
        app.MapGet("/level/{id}", () => "served").RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id", level: 3);
        app.MapGet("/query", () => "served").RequireInterconnPermit(For(PermitRequirement.FromQuery("id")));
        app.MapGet("/delegate", () => "served").RequireInterconnPermit(For(
            http => http.Request.Query.ContainsKey("first") ? $"{http.Request.Query["first"]}-{http.Request.Query["second"]}" : null));
        app.MapGet("/failing", () => "served").RequireInterconnPermit(For(_ => throw new NotSupportedException("a fault of the host's")));
        app.MapGet("/scoped/{id}", () => "served").RequireInterconnPermit(new PermitRequirement
        {
            ResourceType = ResourceType.Dataset,
            ResourceId = PermitRequirement.FromRoute("id"),
            ProjectId = PermitRequirement.FromQuery("project"),
            ComponentId = PermitRequirement.FromQuery("component"),
        });
        app.MapMethods("/left/{id}", ["GET", "POST"], (HttpContext http) => $"{http.GetInterconnContext().Permits.Single().UsesLeft}")
            .RequireInterconnPermit(For(PermitRequirement.FromRoute("id")), maxBody: 100);
        app.MapGet("/id/{id}", (HttpContext http) => http.GetInterconnContext().Permits.Single().PermitId)
            .RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "id");
    }

    private static PermitRequirement For(Func<HttpContext, string?> resourceId) =>
        new() { ResourceType = ResourceType.Dataset, ResourceId = resourceId };

    private static void Resign(RequestDraft draft, string name, string? value)
    {
        draft[name] = value;
        draft.Sign();
    }

    private async Task<ResourcePermit> IssueAsync(string resourceId, Func<PermitGrant, PermitGrant>? change = null)
    {
        var grant = new PermitGrant
        {
            ResourceType = ResourceType.Dataset,
            ResourceId = resourceId,
            UserNodeId = TestNode.CallerId,
            UserInstId = "JG01",
        };
        return await node.Services.GetRequiredService<PermitIssuer>().IssueAsync(change?.Invoke(grant) ?? grant, CancellationToken.None);
    }

    private RequestDraft Draft(string target, string? tokens, string method = "GET")
    {
        RequestDraft draft = method == "GET" ? RequestDraft.Get(target, clock.Now) : RequestDraft.Post(target, "", clock.Now);
        draft[TokenSetHeader] = tokens;
        return draft.Sign();
    }

    private Task<WireAnswer> SendAsync(string target, ResourcePermit permit) => Wire.SendAsync(node, Draft(target, TokenSet.Format([permit])));
}
