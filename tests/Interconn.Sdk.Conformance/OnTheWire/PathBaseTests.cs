using Interconn.Sdk.Hosting;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>C41: a node whose address has a path. The base is stripped on both sides, and is not part of what is signed.</summary>
public sealed class PathBaseTests : NodeOnTheWire
{
    [Test]
    public async Task C41_BaseOnBothSides_IsServed() => await ServedAsync(Get("/gw" + Health, pathBase: "/gw"));

    [TestCase(Health)]
    [TestCase("/GW" + Health)]
    [TestCase("/gw/gw" + Health)]
    [TestCase("/gwx" + Health)]
    [TestCase("/g%77" + Health)]
    [TestCase("/gw/" + Health)]
    public async Task C41_AnotherBaseInTheTarget_IsNoRoute(string target)
    {
        RequestDraft draft = Get(target, pathBase: target[..^Health.Length]);
        WireAnswer answer = await SendAsync(draft);
        Assert.That(answer.Status, Is.EqualTo(404));
        await RefusedAsync(draft, answer.Code is null ? "404/none" : "404/40401");
    }

    [TestCase("", Description = "the base was signed along")]
    [TestCase("/gw/v1", Description = "more than the base was left out")]
    public async Task C41_SignedWithAnotherBase_IsNotAuthenticatedAndOnlyTheLogSaysWhy(string pathBase)
    {
        WireAnswer answer = await RefusedAsync(Get("/gw" + Health, pathBase), "401/40101");
        Assert.That(answer.Body, Is.EqualTo("""{"code":40101,"msg":"not authenticated","data":{}}"""));
        LogEntry refusal = await Node.Logs.WaitForAsync(201);
        Assert.That(refusal.Level, Is.EqualTo(LogLevel.Warning));
        Assert.That(refusal.Message, Does.Contain("signature does not hold"));
    }

    protected override void Configure(InterconnOptions options)
    {
        base.Configure(options);
        options.Node.Address = new Uri("https://node.test/gw/");
    }

    private static RequestDraft Get(string target, string pathBase) =>
        new RequestDraft { Target = target, PathBase = pathBase }.WithStandardHeaders().Sign();
}
