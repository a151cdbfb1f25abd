using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.AspNetCore.Tests;

/// <summary>Where the 32 endpoints lie, and what is said when they cannot be served.</summary>
public sealed class MapInterconnTests
{
    private const string Health = "/v1/interconn/node/health";

    [Test]
    public async Task MapInterconn_WithoutAddInterconn_NamesTheFix()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();
        Assert.That(() => app.MapInterconn(), Throws.InvalidOperationException.With.Message.Contains("Services.AddInterconn("));
    }

    [Test]
    public async Task Guard_WithoutAddInterconn_NamesTheFix()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/data", () => "x").RequireInterconnSignature();
        Assert.That(
            () => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToList(),
            Throws.InvalidOperationException.With.Message.Contains("Services.AddInterconn("));
    }

    [Test]
    public async Task Call_ThroughAServerWithoutRawTargets_SaysToUseKestrel([Values("", null)] string? rawTarget)
    {
        await using TestNode node = await StartAsync(map: app => app.Use((http, next) =>
        {
            // As the in-memory test server of ASP.NET has it.
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = rawTarget!;
            return next(http);
        }));
        Assert.That((await Wire.SendAsync(node, RequestDraft.Get(Health))).Status, Is.EqualTo(500));
        LogEntry failure = node.Logs.Entries.Single(entry => entry.Level >= LogLevel.Error);
        Assert.That(failure.Exception, Is.TypeOf<InvalidOperationException>().With.Message.Contains("run Kestrel on a loopback port instead"));
    }

    [TestCase("/v1/interconn/node/health", "200/0")]
    [TestCase("/v1/interconn/node/nowhere", "404/none")]
    public async Task MapInterconn_ByDefault_ServesTheRoutesOfTheStandardAndNoOther(string target, string verdict)
    {
        await using TestNode node = await StartAsync();
        Assert.That((await Wire.SendAsync(node, RequestDraft.Get(target))).Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public async Task Answer_OfEveryKind_HasTheHeadersOfTheProtocol()
    {
        await using TestNode node = await StartAsync();
        RequestDraft refused = RequestDraft.Get(Health);
        refused["x-auth-sign"] = null;
        RequestDraft misspelled = RequestDraft.Get("/v1/interconn/node/%68ealth");
        foreach (RequestDraft draft in new[] { RequestDraft.Get(Health), refused, misspelled, RequestDraft.Get("/v1/interconn/dataset/pub/list") })
        {
            WireAnswer answer = await Wire.SendAsync(node, draft);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(answer.Envelope, Is.Not.Null);
                Assert.That(answer.Header("Content-Type"), Is.EqualTo("application/json"));
                Assert.That(answer.Header("Cache-Control"), Is.EqualTo("no-store"));
                Assert.That(answer.Header("X-Content-Type-Options"), Is.EqualTo("nosniff"));
                Assert.That(answer.Header("Content-Length"), Is.EqualTo($"{answer.Body.Length}"));
                Assert.That(answer.Header("Connection"), Is.Null, "the connection stays open");
            }
        }
    }

    [TestCase("/gw", "/gw", false)]
    [TestCase("/gw", "/gw", true)]
    [TestCase("/gw/", "/gw", false)]
    [TestCase("/a/b.c", "/a/b.c", false)]
    [TestCase("/网关", "/%E7%BD%91%E5%85%B3", false)]
    [TestCase("/{gw}", "/%7Bgw%7D", false)]
    public async Task MapInterconn_NodeWithAPathBase_ServesUnderItOnly(string addressPath, string rawBase, bool usesPathBase)
    {
        await using TestNode node = await StartAsync(addressPath, app =>
        {
            if (usesPathBase)
            {
                app.UsePathBase(addressPath);
                app.UseRouting();
            }
        });
        Assert.That((await Wire.SendAsync(node, Get(rawBase + Health, rawBase))).Verdict, Is.EqualTo("200/0"), "base on both sides");
        Assert.That((await Wire.SendAsync(node, Get(rawBase + Health, ""))).Verdict, Is.EqualTo("401/40101"), "signed with the base");
        Assert.That((await Wire.SendAsync(node, Get(Health, ""))).Verdict, Is.EqualTo("404/40401"), "without the base");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Guard_NodeWithAPathBase_SignsHostRoutesLessTheBase(bool usesPathBase)
    {
        await using TestNode node = await StartAsync("/gw", app =>
        {
            if (usesPathBase)
            {
                app.UsePathBase("/gw");
                app.UseRouting();
            }

            app.MapGet(usesPathBase ? "/data" : "/gw/data", () => "served").RequireInterconnSignature();
            app.MapGet("/gwdata", () => "served").RequireInterconnSignature();
        });
        Assert.That((await Wire.SendAsync(node, Get("/gw/data", "/gw"))).Body, Is.EqualTo("served"));
        Assert.That((await Wire.SendAsync(node, Get("/gw/data", ""))).Verdict, Is.EqualTo("401/40101"));
        Assert.That((await Wire.SendAsync(node, Get("/gwdata", "/gw"))).Verdict, Is.EqualTo("404/40401"), "no slash behind the base");
    }

    [Test]
    public async Task MapInterconn_InAGroupOfTheHosts_TakesItsConventionsAlong()
    {
        int passed = 0;
        await using TestNode node = await StartAsync(
            map: app => app.MapGroup("").AddEndpointFilter((context, next) => next(context)).MapInterconn().Add(endpoint =>
            {
                RequestDelegate serve = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = http =>
                {
                    Interlocked.Increment(ref passed);
                    return serve(http);
                };
            }),
            mapsInterconn: false);
        Assert.That((await Wire.SendAsync(node, RequestDraft.Get(Health))).Verdict, Is.EqualTo("200/0"));
        Assert.That(passed, Is.EqualTo(1));
    }

    [Test]
    public async Task MapInterconn_InAGroupWithAPrefix_IsServedWhereTheAddressSaysSo()
    {
        await using TestNode node = await StartAsync("/gw", app => app.MapGroup("/gw").MapInterconn(), mapsInterconn: false);
        Assert.That((await Wire.SendAsync(node, Get("/gw" + Health, "/gw"))).Verdict, Is.EqualTo("200/0"));
        await using TestNode unaware = await StartAsync(map: app => app.MapGroup("/gw").MapInterconn(), mapsInterconn: false);
        Assert.That((await Wire.SendAsync(unaware, Get("/gw" + Health, "/gw"))).Verdict, Is.EqualTo("404/40401"));
    }

    private static RequestDraft Get(string target, string pathBase) =>
        new RequestDraft { Target = target, PathBase = pathBase }.WithStandardHeaders().Sign();

    private static Task<TestNode> StartAsync(string addressPath = "", Action<WebApplication>? map = null, bool mapsInterconn = true) => TestNode.StartAsync(
        options =>
        {
            options.Partners.Add(TestNode.Partner());
            options.Node.Address = new Uri("https://node.test" + addressPath);
        },
        new HandlerScript().Register,
        map,
        mapsInterconn: mapsInterconn);
}
