using System.Text;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.AspNetCore.Tests;

/// <summary>RequireInterconnSignature on the host's own routes.</summary>
public sealed class SignatureGuardTests
{
    private const int SmallLimit = 100;
    private const int LargeLimit = 40_000_000;

    private TestNode node = null!;
    private int verified;

    [OneTimeSetUp]
    public async Task StartAsync() => node = await TestNode.StartAsync(
        options =>
        {
            options.Partners.Add(TestNode.Partner());
            options.MaxFailuresPerMinute = 1000;
        },
        map: Map);

    [OneTimeTearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [Test]
    public async Task Handler_BindingItsBody_ReadsTheBytesThatWereVerified()
    {
        WireAnswer answer = await SendAsync(RequestDraft.Post("/echo", """{"text":"é中"}"""));
        Assert.That(answer.Body, Is.EqualTo("é中"));
    }

    [Test]
    public async Task Handler_ReadingItsBodyRaw_ReadsTheBytesThatWereVerified([Values("/raw", "/pipe")] string target)
    {
        RequestDraft draft = RequestDraft.Post(target, "no JSON: é中");
        draft["Content-Type"] = "application/octet-stream";
        Assert.That((await SendAsync(draft)).Body, Is.EqualTo("no JSON: é中"));
    }

    [Test]
    public async Task Handler_OfACallWithoutABody_ReadsNothing()
    {
        Assert.That((await SendAsync(RequestDraft.Post("/raw", ""))).Body, Is.Empty);
        Assert.That((await SendAsync(RequestDraft.Get("/raw"))).Body, Is.Empty);
    }

    [Test]
    public async Task Guard_GetWithABody_IsServedForItIsSigned()
    {
        var draft = new RequestDraft { Target = "/raw", Body = "signed"u8.ToArray() };
        draft["Content-Length"] = "6";
        Assert.That((await SendAsync(draft.WithStandardHeaders().Sign())).Body, Is.EqualTo("signed"));
    }

    [Test]
    public async Task Guard_ChangedBody_IsNotAuthenticatedAndNotServed()
    {
        RequestDraft draft = RequestDraft.Post("/raw", "signed");
        draft.Body[0] ^= 1;
        Assert.That((await SendAsync(draft)).Verdict, Is.EqualTo("401/40101"));
    }

    [Test]
    public async Task Guard_UnsignedCall_IsNotAuthenticated()
    {
        RequestDraft draft = RequestDraft.Get("/raw");
        draft["x-auth-sign"] = null;
        Assert.That((await SendAsync(draft)).Verdict, Is.EqualTo("401/40101"));
    }

    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("PATCH")]
    public async Task Guard_WritingMethodWithoutTheCsrfHeader_IsRefused(string method)
    {
        var draft = new RequestDraft { Method = method, Target = "/raw" };
        Assert.That((await SendAsync(draft.WithStandardHeaders().Sign())).Verdict, Is.EqualTo("403/40306"));
        draft["x-csrf-protection"] = "csrf";
        Assert.That((await SendAsync(draft.WithStandardHeaders().Sign())).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Guard_HeadRequest_NeedsNoCsrfHeader()
    {
        WireAnswer answer = await SendAsync(new RequestDraft { Method = "HEAD", Target = "/none" }.WithStandardHeaders().Sign());
        Assert.That(answer.Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Context_OfAGuardedRoute_NamesTheCaller()
    {
        Assert.That((await SendAsync(RequestDraft.Get("/who"))).Body, Is.EqualTo($"{TestNode.CallerId} {TestNode.ContractId} signed, no endpoint"));
    }

    [Test]
    public async Task Context_OfAnUnguardedRoute_NamesTheFix()
    {
        string message = (await SendAsync(RequestDraft.Get("/unguarded"))).Body;
        Assert.That(message, Does.Contain("Put RequireInterconnSignature or RequireInterconnPermit on it"));
    }

    [Test]
    public async Task Guard_OnGroupAndRoute_VerifiesOnce()
    {
        // A second verification would find the nonce used.
        Assert.That((await SendAsync(RequestDraft.Get("/group/twice"))).Body, Is.EqualTo("served"));
        Assert.That((await SendAsync(RequestDraft.Get("/group/once"))).Body, Is.EqualTo("served"));
        RequestDraft replayed = RequestDraft.Get("/group/twice");
        Assert.That((await SendAsync(replayed)).Body, Is.EqualTo("served"));
        Assert.That((await SendAsync(replayed)).Verdict, Is.EqualTo("409/40903"));
    }

    [Test]
    public async Task Guard_OfAGroup_ComesBeforeTheRoutesFilters()
    {
        int before = verified;
        RequestDraft draft = RequestDraft.Get("/group/filtered");
        draft["x-auth-sign"] = null;
        Assert.That((await SendAsync(draft)).Verdict, Is.EqualTo("401/40101"));
        Assert.That(verified, Is.EqualTo(before));
        Assert.That((await SendAsync(RequestDraft.Get("/group/filtered"))).Body, Is.EqualTo("served"));
        Assert.That(verified, Is.EqualTo(before + 1));
    }

    [TestCase("/small", SmallLimit, 200)]
    [TestCase("/small", SmallLimit + 1, 413)]
    [TestCase("/group/small", SmallLimit, 200, Description = "the route's limit, not the group's")]
    [TestCase("/group/small", SmallLimit + 1, 413)]
    [TestCase("/raw", 1024 * 1024, 200, Description = "the node's limit")]
    [TestCase("/raw", (1024 * 1024) + 1, 413)]
    [TestCase("/large", LargeLimit, 200, Description = "beyond the server's own limit of 30 million")]
    [TestCase("/large", LargeLimit + 1, 413)]
    [TestCase("/nothing", 0, 200)]
    [TestCase("/nothing", 1, 413)]
    public async Task B44_BodyLimit_OfARoute_HoldsToTheByte(string target, int length, int status)
    {
        RequestDraft draft = RequestDraft.Post(target, new string('x', length));
        WireAnswer answer = await SendAsync(draft);
        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Code, status == 200 ? Is.Null : Is.EqualTo(41301));
    }

    [TestCase(-1)]
    [TestCase(long.MaxValue)]
    public void BodyLimit_OutOfRange_IsNamed(long limit)
    {
        WebApplication app = WebApplication.CreateSlimBuilder().Build();
        Assert.That(
            () => app.MapPost("/x", () => "").RequireInterconnSignature(limit),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("maxBody"));
    }

    [Test]
    public async Task Guard_TwoPermitsOnOneRoute_SaysToDemandOne()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddInterconn(options =>
        {
            options.Node.NodeId = TestNode.HolderId;
            options.SigningKey = TestKeys.HolderKey;
        });
        await using WebApplication app = builder.Build();
        app.MapGet("/{a}/{b}", () => "")
            .RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "a")
            .RequireInterconnPermit(ResourceType.Model, idFromRoute: "b");
        Assert.That(
            () => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToList(),
            Throws.InvalidOperationException.With.Message.Contains("A route demands two permits"));
    }

    private Task<WireAnswer> SendAsync(RequestDraft draft) => Wire.SendAsync(node, draft);

    private void Map(WebApplication app)
    {
        app.MapPost("/echo", (Echo body) => body.Text).RequireInterconnSignature();
        app.MapMethods("/raw", ["GET", "POST", "PUT", "DELETE", "PATCH"], ReadAsync).RequireInterconnSignature();
        app.MapPost("/pipe", async (HttpContext http) =>
        {
            using var text = new MemoryStream();
            await http.Request.BodyReader.CopyToAsync(text);
            return Encoding.UTF8.GetString(text.ToArray());
        }).RequireInterconnSignature();
        app.MapMethods("/none", ["HEAD"], () => Results.NoContent()).RequireInterconnSignature();
        app.MapGet("/who", (HttpContext http) =>
        {
            InterconnContext call = http.GetInterconnContext();
            return $"{call.CallerNodeId} {call.ContractId} {(call.IsSigned ? "signed" : "unsigned")}, {(call.Endpoint is null ? "no endpoint" : "endpoint")}";
        }).RequireInterconnSignature();
        app.MapGet("/unguarded", (HttpContext http) => Assert.Throws<InvalidOperationException>(() => http.GetInterconnContext())!.Message);
        app.MapPost("/small", ReadAsync).RequireInterconnSignature(SmallLimit);
        app.MapPost("/large", ReadLengthAsync).RequireInterconnSignature(LargeLimit);
        app.MapPost("/nothing", ReadAsync).RequireInterconnSignature(0);
        RouteGroupBuilder group = app.MapGroup("/group").RequireInterconnSignature(LargeLimit);
        group.MapGet("/once", () => "served");
        group.MapGet("/twice", () => "served").RequireInterconnSignature();
        group.MapPost("/small", ReadAsync).RequireInterconnSignature(SmallLimit);
        group.MapGet("/filtered", () => "served").AddEndpointFilter((context, next) =>
        {
            Interlocked.Increment(ref verified);
            return next(context);
        });
    }

    private static async Task ReadAsync(HttpContext http) =>
        await http.Response.WriteAsync(await new StreamReader(http.Request.Body, Encoding.UTF8).ReadToEndAsync());

    private static async Task ReadLengthAsync(HttpContext http)
    {
        long length = 0;
        byte[] buffer = new byte[65536];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer)) > 0)
        {
            length += read;
        }

        await http.Response.WriteAsync($"{length}");
    }

    private sealed record Echo(string Text);
}
